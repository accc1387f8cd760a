import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { silentLogger } from "../http/logger.ts";
import { describeEachDb } from "../testing/databases.ts";
import { manualTime, type ManualTime } from "../testing/time.ts";
import { gate } from "../testing/waiting.ts";
import { claimMinute, createMinutes, type MinuteHandler } from "./minutes.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 23, 12);

describeEachDb("minutes", (open) => {
  let db: Db;
  let kind: string;
  let time: ManualTime;
  beforeAll(async () => {
    db = await open();
  });
  beforeEach(() => {
    kind = `test.${crypto.randomUUID()}`;
    time = manualTime(NOON);
  });

  const minutes = (handler: MinuteHandler, logger = silentLogger) => createMinutes(new Map([[kind, handler]]), { db, clock: time, timer: time, logger });

  it("are begun by one of many processes", async () => {
    const claims = await Promise.all(Array.from({ length: 12 }, (_, i) => claimMinute(db, kind, NOON + i)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await claimMinute(db, kind, NOON + MINUTE - 1)).toBe(false);
    expect(await claimMinute(db, kind, NOON + MINUTE)).toBe(true);
    expect(await claimMinute(db, kind, NOON)).toBe(false);
  });

  it("are not held up by a process whose clock was an hour ahead", async () => {
    await claimMinute(db, kind, NOON + 60 * MINUTE);
    expect(await claimMinute(db, kind, NOON)).toBe(true);
    expect(await claimMinute(db, kind, NOON)).toBe(false);
  });

  it("call their handler with the time, once for two servers", async () => {
    const calls: number[] = [];
    const servers = [0, 1].map(() => minutes(async (now) => calls.push(now)));
    for (const server of servers) server.start();
    time.advance(MINUTE);
    await Promise.all(servers.map((server) => server.stop()));
    expect(calls).toEqual([NOON + MINUTE]);
  });

  it("leave out the next one while their handler runs", async () => {
    const handler = gate();
    const server = minutes(handler.pass);
    server.start();
    time.advance(MINUTE);
    await handler.entered;
    time.advance(MINUTE);
    handler.open();
    await server.stop();
    expect(handler.calls()).toBe(1);
  });

  it("end when the handlers that run have ended, which are told so", async () => {
    const handler = gate();
    let told: AbortSignal | undefined;
    const server = minutes((_now, signal) => ((told = signal), handler.pass()));
    server.start();
    time.advance(MINUTE);
    await handler.entered;
    let stopped = false;
    const stopping = server.stop().then(() => (stopped = true));
    expect(told?.aborted).toBe(true);
    expect(stopped).toBe(false);
    handler.open();
    await stopping;
  });

  it("go on after one that failed, and say so", async () => {
    const said: string[] = [];
    const calls: number[] = [];
    const failed = gate();
    const server = minutes(async (now) => {
      calls.push(now);
      throw new Error("the database is away");
    }, { ...silentLogger, error: (message, fields) => (said.push(`${message} ${String(fields?.["failure"])}`), failed.pass()) });
    server.start();
    time.advance(MINUTE);
    await failed.entered;
    await server.stop();
    server.start();
    time.advance(MINUTE);
    await server.stop();
    expect(calls).toEqual([NOON + MINUTE, NOON + 2 * MINUTE]);
    expect(said[0]).toMatch("the database is away");
  });
});
