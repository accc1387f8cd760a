import { randomUUID } from "node:crypto";
import { createMeanwhile } from "@meanwhile/node";
import { toExpressMiddleware } from "@meanwhile/node/express";
import express from "express";

// What your product has already: users, and sessions behind a cookie. Passwords are left out.
const users = new Map([
  ["ada", { id: "ada", name: "Ada Lovelace", workspace: "acme", role: "owner" }],
  ["grace", { id: "grace", name: "Grace Hopper", workspace: "acme", role: "member" }],
]);
const sessions = new Map();

// Meanwhile asks you who is there. Without a `database` it keeps everything in the folder .meanwhile.
const meanwhile = createMeanwhile({
  resolveUser: (request) => sessions.get(/(?:^|; )session=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1]) ?? null,
});

const app = express();
app.use(express.json());
app.use(toExpressMiddleware(meanwhile)); // everything under /api/meanwhile
app.post("/login", (request, response) => {
  const user = users.get(request.body?.id);
  if (!user) return response.sendStatus(401);
  const session = randomUUID();
  sessions.set(session, user);
  response.cookie("session", session, { httpOnly: true, sameSite: "lax" }).json(user);
});

const server = app.listen(process.env.PORT ?? 3000, () => console.log(`http://localhost:${server.address().port}`));

process.once("SIGTERM", async () => {
  server.close();
  server.closeAllConnections();
  await meanwhile.close();
});
