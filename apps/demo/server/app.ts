import { serveStatic } from "@hono/node-server/serve-static";
import type { Meanwhile } from "@meanwhile/node";
import { toHonoMiddleware } from "@meanwhile/node/hono";
import { Hono } from "hono";
import type { MeetupsClock, Session } from "../shared.ts";
import { ordersFor } from "./orders.ts";
import { people, personById } from "./people.ts";
import type { Meetups, Step } from "./meetups/meetups.ts";
import type { Sessions } from "./session.ts";

export interface AppOptions {
  meanwhile: Meanwhile;
  sessions: Sessions;
  /** Where the built pages are. */
  pages: string;
  now: () => number;
  /** Opened by whoever looks at it first. */
  meetups: () => Promise<Meetups>;
}

const STEPS: readonly Step[] = ["day", "round", "rounds"];

/** Fernway itself: sessions, orders, pages, and Meanwhile mounted beside them. */
export function createApp({ meanwhile, sessions, pages, now, meetups }: AppOptions): Hono {
  const app = new Hono();
  const personOf = (request: Request) => personById(sessions.userIdOf(request.headers.get("cookie")));

  app.use(async (context, next) => {
    await next();
    context.header("content-security-policy", "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'");
    context.header("x-content-type-options", "nosniff");
    context.header("referrer-policy", "same-origin");
  });
  app.use(toHonoMiddleware(meanwhile));

  app.get("/api/session", (context) => context.json<Session>({ person: personOf(context.req.raw) ?? null, people: [...people] }));
  app.post("/api/session", async (context) => {
    const { id } = await context.req.json<{ id?: string }>().catch(() => ({ id: undefined }));
    const person = personById(id);
    if (!person) return context.json({ error: "Nobody here has this id." }, 404);
    context.header("set-cookie", sessions.signIn(person.id));
    return context.json<Session>({ person, people: [...people] });
  });
  app.delete("/api/session", (context) => {
    context.header("set-cookie", sessions.signOut());
    return context.json<Session>({ person: null, people: [...people] });
  });
  app.get("/api/orders", (context) => {
    const person = personOf(context.req.raw);
    return person ? context.json(ordersFor(person, now())) : context.json({ error: "Sign in first." }, 401);
  });
  app.get("/api/meetups-clock", async (context) => {
    if (!personOf(context.req.raw)) return context.json({ error: "Sign in first." }, 401);
    const { now: theirs, programId } = await meetups();
    return context.json<MeetupsClock>({ now: theirs(), programId });
  });
  app.post("/api/meetups-clock", async (context) => {
    const person = personOf(context.req.raw);
    if (!person) return context.json({ error: "Sign in first." }, 401);
    const { step } = await context.req.json<{ step?: Step }>().catch(() => ({ step: undefined }));
    if (!step || !STEPS.includes(step)) return context.json({ error: "Say how far: day, round or rounds." }, 422);
    const { move, now: theirs, programId } = await meetups();
    await move(step, person.id);
    return context.json<MeetupsClock>({ now: theirs(), programId });
  });
  app.all("/api/meetups/*", async (context) => (await meetups()).meanwhile.fetch(context.req.raw));
  app.all("/api/*", (context) => context.json({ error: "There is nothing at this address." }, 404));

  app.use("/assets/*", async (context, next) => {
    await next();
    // Their names change with their content.
    if (context.res.ok) context.header("cache-control", "public, max-age=31536000, immutable");
  });
  app.use(serveStatic({ root: pages }));
  // Every other address is a page that the browser finds by itself.
  app.get("*", serveStatic({ root: pages, path: "index.html" }));
  return app;
}
