import { expect, test } from "vitest";
import { createMeanwhileClient } from "./client.ts";
import type { StreamItem, StreamStatus } from "./subscribe.ts";
import { fakeDelay, fakeFetch, json, settled } from "./testing.ts";

const event = (seq: number) => `id: ${seq}\nevent: thread.changed\ndata: {"seq":${seq},"type":"thread.changed"}\n\n`;

/** A server whose streams the test writes, and a subscription to it. */
function setUp(lastEventId?: number, answer?: (count: number) => Response | undefined) {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const fake = fakeFetch((_, count) => {
    const other = answer?.(count);
    if (other) return other;
    return new Response(new ReadableStream({ start: (controller) => void streams.push(controller) }), { headers: { "content-type": "text/event-stream" } });
  });
  const time = fakeDelay();
  const client = createMeanwhileClient({ baseUrl: "", fetch: fake.fetch, delay: time.delay, random: () => 1 });
  const items: StreamItem[] = [];
  const statuses: StreamStatus[] = [];
  const stop = new AbortController();
  const ended = (async () => {
    for await (const item of client.events.subscribe({ signal: stop.signal, lastEventId, onStatus: (status) => statuses.push(status) })) items.push(item);
  })();
  ended.catch(() => undefined);
  const write = async (text: string) => {
    streams.at(-1)!.enqueue(new TextEncoder().encode(text));
    await settled();
  };
  return { fake, time, items, statuses, stop, ended, streams, write };
}

test("gives events as they come, and neither pings nor the server's ready", async () => {
  const { fake, items, statuses, write, stop, ended } = setUp();
  await settled();
  expect(fake.received[0]!.headers.get("accept")).toBe("text/event-stream");
  expect(fake.received[0]!.headers.has("last-event-id")).toBe(false);
  await write('event: ready\nid: 4\ndata: {"seq":4}\n\n: ping\n\n');
  await write(event(5) + event(7).slice(0, 10));
  await write(event(7).slice(10));
  expect(items.map((item) => item.seq)).toEqual([5, 7]);
  expect(statuses).toEqual(["connecting", "open"]);
  stop.abort();
  await expect(ended).resolves.toBeUndefined();
});

test("goes on after the last event when the stream ends, and after the server's ready when there was none", async () => {
  const { fake, time, items, statuses, streams, write } = setUp();
  await settled();
  await write("event: ready\nid: 4\ndata: {}\n\n");
  streams.at(-1)!.close();
  (await time.next(45_000)).end();
  await settled();
  expect(fake.received[1]!.headers.get("last-event-id")).toBe("4");
  await write(event(9));
  streams.at(-1)!.error(new TypeError("broken"));
  (await time.next(45_000)).end();
  await settled();
  expect(fake.received[2]!.headers.get("last-event-id")).toBe("9");
  expect(items).toHaveLength(1);
  expect(statuses).toEqual(["connecting", "open", "offline", "connecting", "open", "offline", "connecting", "open"]);
});

test("begins after the event it is told", async () => {
  const { fake } = setUp(12);
  await settled();
  expect(fake.received[0]!.headers.get("last-event-id")).toBe("12");
});

test("passes a reset on and goes on from there", async () => {
  const { fake, time, items, streams, write } = setUp(3);
  await settled();
  await write('event: reset\ndata: {"seq":40}\n\n');
  expect(items).toEqual([{ type: "reset", seq: 40 }]);
  streams.at(-1)!.close();
  (await time.next(45_000)).end();
  await settled();
  expect(fake.received[1]!.headers.get("last-event-id")).toBe("40");
});

test("connects again after 45 seconds of silence, which a ping breaks", async () => {
  const { fake, time, write } = setUp();
  await settled();
  const [silence] = time.waits;
  expect(silence!.milliseconds).toBe(45_000);
  await write(": ping\n\n");
  expect(time.waits).toHaveLength(1);
  expect(time.waits[0]).not.toBe(silence);
  time.waits[0]!.end();
  (await time.next(45_000)).end();
  await settled();
  expect(fake.received).toHaveLength(2);
});

test("waits longer after each failure, or as long as the server says, and throws what waiting cannot mend", async () => {
  const answers = [json({}, 503), json({}, 503), json({}, 429, { "retry-after": "7" }), json({ code: "shared/unauthenticated", detail: "Sign in." }, 401)];
  const { time, ended } = setUp(undefined, (count) => answers[count - 1]);
  const waits: number[] = [];
  for (let i = 0; i < 3; i++) {
    const wait = await time.next(45_000);
    waits.push(wait.milliseconds);
    wait.end();
  }
  expect(waits).toEqual([1000, 2000, 7000]);
  await expect(ended).rejects.toMatchObject({ code: "shared/unauthenticated" });
});

test("ends at once when it is stopped while it waits", async () => {
  const { time, stop, ended } = setUp(undefined, () => json({}, 503));
  await time.next(45_000);
  stop.abort();
  await expect(ended).resolves.toBeUndefined();
});

test("begins as long ago as `since`, until it knows where it is", async () => {
  let now = 50_000;
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const fake = fakeFetch(() => new Response(new ReadableStream({ start: (controller) => void streams.push(controller) }), { headers: { "content-type": "text/event-stream" } }));
  const time = fakeDelay();
  const client = createMeanwhileClient({ baseUrl: "", fetch: fake.fetch, delay: time.delay, random: () => 1, now: () => now });
  const stop = new AbortController();
  const ended = (async () => {
    for await (const item of client.events.subscribe({ signal: stop.signal, since: 48_500 })) expect(item).toBeUndefined();
  })();
  await settled();
  expect(fake.received[0]!.url).toBe("/v1/events?since=1500");
  streams[0]!.close();
  await settled();
  now += 1000;
  (await time.next(45_000)).end();
  await settled();
  expect(fake.received[1]!.url).toBe("/v1/events?since=2500");
  streams[1]!.enqueue(new TextEncoder().encode("event: ready\nid: 4\ndata: {}\n\n"));
  await settled();
  streams[1]!.close();
  await settled();
  (await time.next(45_000)).end();
  await settled();
  expect(fake.received[2]!.url).toBe("/v1/events");
  expect(fake.received[2]!.headers.get("last-event-id")).toBe("4");
  stop.abort();
  await ended;
});
