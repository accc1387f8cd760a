import { createAdaptorServer } from "@hono/node-server";
import { createMeanwhile } from "@meanwhile/node";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createApp } from "./app.ts";
import { type Meetups, openMeetups } from "./meetups/meetups.ts";
import { personById, toUser } from "./people.ts";
import { seedOnce } from "./seed/seed.ts";
import { openSessions, type Sessions } from "./session.ts";

const folder = resolve(process.env["MEANWHILE_DATA"] || fileURLToPath(new URL("../../.meanwhile", import.meta.url)));
const host = process.env["HOST"] || "127.0.0.1";
const port = Number(process.env["PORT"] || 4400);

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function start(): Promise<void> {
  const now = () => Date.now();
  let sessions: Sessions | undefined;
  const meanwhile = createMeanwhile({
    database: folder,
    resolveUser: (request) => {
      const person = personById(sessions?.userIdOf(request.headers.get("cookie")));
      return person ? toUser(person) : null;
    },
  });
  // Takes the folder for this process, so that a second one ends here.
  await seedOnce(folder, () => meanwhile.ready());
  sessions = await openSessions(folder, now);

  const { userIdOf } = sessions;
  let opened: Promise<Meetups> | undefined;
  const meetups = () => (opened ??= openMeetups((request) => userIdOf(request.headers.get("cookie"))));
  const app = createApp({ meanwhile, sessions, pages: fileURLToPath(new URL("../client", import.meta.url)), now, meetups });
  const server = createAdaptorServer({ fetch: app.fetch });
  const listen = async (wanted: number) => {
    server.listen(wanted, host);
    await once(server, "listening");
  };
  await listen(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    console.log(`Port ${port} is taken, so this one takes a free port.`);
    return listen(0);
  });
  const name = host === "127.0.0.1" ? "localhost" : host;
  console.log(`Demo: http://${name}:${(server.address() as AddressInfo).port}`);

  const stop = async () => {
    server.close();
    await meanwhile.close();
    await (await opened)?.meanwhile.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}
