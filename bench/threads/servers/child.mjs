// What every measured server does alike: it says where it listens, and how much CPU its process has used, over the pipe to its parent.
import { createServer } from "node:http";

/** @param {import("node:http").RequestListener} listener */
export function serve(listener, facts = {}) {
  const server = createServer(listener);
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port, ...facts }));
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpuMs: (user + system) / 1000 });
  });
  // The parent is gone, however it went.
  process.on("disconnect", () => process.exit());
}
