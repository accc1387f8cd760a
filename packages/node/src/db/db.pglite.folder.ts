import { PGlite } from "@electric-sql/pglite";

export async function openFolder(dataDir: string) {
  const instance = await PGlite.create({ dataDir, startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"] });
  return { instance, release: () => instance.close() };
}
