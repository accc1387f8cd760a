/**
 * The empty database that the build puts beside the built files: loading it is several times quicker than initdb.
 * Undefined where there is none, as when running from source.
 */
export async function emptyDatabase(): Promise<Blob | undefined> {
  const url = new URL("./snapshot.tgz", import.meta.url);
  const bytes = await (url.protocol === "file:" ? readLocal(url) : download(url));
  // A development server may answer a missing file with a page.
  const isGzip = bytes?.[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? new Blob([bytes], { type: "application/gzip" }) : undefined;
}

async function readLocal(url: URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { readFile } = await import("node:fs/promises");
  return readFile(url).then(
    (file) => new Uint8Array(file),
    () => undefined,
  );
}

async function download(url: URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}
