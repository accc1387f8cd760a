import { describe, expect, test } from "vitest";
import type { CommentId, ThreadId } from "../shared/ids.ts";
import { createMeanwhileClient } from "./client.ts";
import type { Operation } from "./operation.ts";
import { createOutbox } from "./outbox.ts";
import { memoryPersistence, type Persistence } from "./persistence.ts";
import { fakeDelay, fakeFetch, json, type Received, settled } from "./testing.ts";

const A = "thr_a" as ThreadId;
const B = "thr_b" as ThreadId;
const closed = () => json({ code: "threads/closed", detail: "The thread is closed.", status: 409 }, 409);
const offline = () => {
  throw new TypeError("offline");
};

function setUp(answer: (request: Received, count: number) => Response | Promise<Response>, persistence: Persistence = memoryPersistence(), ids = 0) {
  const fake = fakeFetch(answer);
  const time = fakeDelay();
  let now = Date.UTC(2026, 10, 23);
  const wakers = new Set<() => void>();
  const outbox = createOutbox({
    client: createMeanwhileClient({ baseUrl: "", fetch: fake.fetch, delay: time.delay }),
    persistence,
    now: () => now++,
    newId: () => `op_${++ids}` as Operation["id"],
    random: () => 1,
    delay: time.delay,
    online: (listener) => {
      wakers.add(listener);
      return () => wakers.delete(listener);
    },
  });
  const comment = (markdown: string, threadId = A) => outbox.add("comments.create", { id: `cmt_${markdown}` as CommentId, threadId, markdown }, { lane: threadId });
  const bodies = () => fake.received.map(({ body }) => (body as { markdown: string }).markdown);
  const goOnline = () => [...wakers].forEach((wake) => wake());
  return { fake, time, outbox, persistence, comment, bodies, goOnline, wakers };
}

describe("an operation", () => {
  test("shows at once, is saved before it is sent, and leaves after listeners saw the answer", async () => {
    const persistence = memoryPersistence();
    const { outbox, comment } = setUp(async () => {
      expect(await persistence.load()).toHaveLength(1);
      return json({ id: "cmt_hello", version: 1 });
    }, persistence);
    const seen: unknown[] = [];
    outbox.onSent((operation) => void seen.push(operation.status, operation.result, outbox.operations().length));
    const operation = comment("hello");
    expect(outbox.operations()).toEqual([operation]);
    expect(operation).toMatchObject({ status: "pending", attempts: 0, call: "comments.create", createdAt: "2026-11-23T00:00:00.000Z" });
    await expect(outbox.settled(operation)).resolves.toEqual({ id: "cmt_hello", version: 1 });
    await outbox.flush();
    expect(seen).toEqual(["sent", { id: "cmt_hello", version: 1 }, 1]);
    expect(outbox.operations()).toEqual([]);
    expect(await persistence.load()).toEqual([]);
  });

  test("list is the same until something changes, and tells when it does", async () => {
    const { outbox, comment } = setUp(() => json({}));
    const before = outbox.operations();
    expect(outbox.operations()).toBe(before);
    let changes = 0;
    const stop = outbox.subscribe(() => changes++);
    comment("hello");
    expect(outbox.operations()).not.toBe(before);
    expect(changes).toBe(1);
    stop();
    await outbox.flush();
    expect(changes).toBe(1);
  });
});

test("an operation stays, and its lane waits, until what a listener began is done", async () => {
  const { outbox, comment, bodies } = setUp(() => json({}));
  const finish: (() => void)[] = [];
  outbox.onSent(() => new Promise((resolve) => finish.push(resolve)));
  outbox.onSent(() => {
    throw new Error("A listener's own trouble");
  });
  comment("one");
  comment("two");
  await settled();
  expect(outbox.operations().map(({ status }) => status)).toEqual(["sent", "pending"]);
  finish[0]!();
  await settled();
  expect(bodies()).toEqual(["one", "two"]);
  finish[1]!();
  await settled();
  expect(outbox.operations()).toEqual([]);
});

describe("a lane", () => {
  test("keeps its order while lanes go side by side", async () => {
    const release: (() => void)[] = [];
    const { comment, outbox, bodies } = setUp(() => new Promise((resolve) => release.push(() => resolve(json({})))));
    comment("a1");
    comment("a2");
    comment("b1", B);
    await settled();
    expect(bodies()).toEqual(["a1", "b1"]);
    release.forEach((go) => go());
    await settled();
    expect(bodies()).toEqual(["a1", "b1", "a2"]);
    release.forEach((go) => go());
    await outbox.flush();
    expect(outbox.operations()).toEqual([]);
  });

  test("waits while its first operation is offline, and goes on in order", async () => {
    let up = false;
    const { comment, outbox, bodies, goOnline, wakers } = setUp(() => (up ? json({}) : offline()));
    comment("one");
    comment("two");
    await outbox.flush();
    expect(outbox.operations().map(({ status, attempts, error }) => [status, attempts, error?.code])).toEqual([
      ["pending", 1, "shared/network"],
      ["pending", 0, undefined],
    ]);
    up = true;
    goOnline();
    await settled();
    expect(bodies()).toEqual(["one", "one", "two"]);
    expect(outbox.operations()).toEqual([]);
    expect(wakers.size).toBe(0);
  });

  test("goes on past an operation that failed, which stays with its words", async () => {
    const { comment, outbox, bodies } = setUp(({ body }) => ((body as { markdown: string }).markdown === "bad" ? closed() : json({})));
    const bad = comment("bad");
    comment("good");
    await expect(outbox.settled(bad)).rejects.toMatchObject({ code: "threads/closed", status: 409 });
    await outbox.flush();
    expect(bodies()).toEqual(["bad", "good"]);
    expect(outbox.operations()).toMatchObject([{ id: bad.id, status: "failed", input: { markdown: "bad" }, error: { code: "threads/closed", message: "The thread is closed.", retryable: false } }]);
  });

  test("holds back what needs something that failed to come into being", async () => {
    let refuse = true;
    const { comment, outbox, fake } = setUp(() => (refuse ? closed() : json({})));
    const first = comment("first");
    outbox.add("comments.setReaction", { commentId: "cmt_first" as CommentId, emoji: "🎉", on: true }, { lane: A });
    await outbox.flush();
    expect(fake.received).toHaveLength(1);
    expect(outbox.operations().map(({ status }) => status)).toEqual(["failed", "pending"]);
    refuse = false;
    outbox.retry(first.id);
    await outbox.flush();
    expect(fake.received.map(({ method }) => method)).toEqual(["POST", "POST", "PUT"]);
    expect(outbox.operations()).toEqual([]);
  });
});

describe("trying again", () => {
  test("uses one idempotency key, waits longer each time and as long as the server says", async () => {
    const { comment, time, fake } = setUp((_, count) => (count < 3 ? json({}, 503) : count === 3 ? json({}, 429, { "retry-after": "90" }) : json({})));
    comment("hello");
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      const wait = await time.next();
      waits.push(wait.milliseconds);
      wait.end();
    }
    await settled();
    expect(waits).toEqual([1000, 2000, 90_000]);
    expect(fake.received.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["op_1", "op_1", "op_1", "op_1"]);
  });

  test("by a person after a refusal is a new request", async () => {
    let refuse = true;
    const { comment, outbox, fake } = setUp(() => (refuse ? closed() : json({})));
    const { id } = comment("hello");
    await outbox.flush();
    refuse = false;
    outbox.retry(id);
    await outbox.flush();
    expect(fake.received.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["op_1", "op_2"]);
    expect(outbox.operations()).toEqual([]);
  });

  test("by a person wakes one that waits", async () => {
    let up = false;
    const { comment, outbox } = setUp(() => (up ? json({}) : offline()));
    const { id } = comment("hello");
    await outbox.flush();
    up = true;
    outbox.retry(id);
    await settled();
    expect(outbox.operations()).toEqual([]);
  });
});

test("whoever has to sign in again keeps their words waiting, and has them sent then", async () => {
  let signedIn = false;
  const { comment, outbox, fake } = setUp(() => (signedIn ? json({}) : json({ code: "shared/unauthenticated", detail: "Sign in.", status: 401 }, 401)));
  comment("hello");
  await outbox.flush();
  expect(outbox.operations()).toMatchObject([{ status: "pending", error: { status: 401 } }]);
  signedIn = true;
  await outbox.flush();
  expect(fake.received.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["op_1", "op_1"]);
  expect(outbox.operations()).toEqual([]);
});

test("the order is the one they were written in, whatever the clock does", async () => {
  const persistence = memoryPersistence();
  let now = 1000;
  const make = (answer: () => Response) => createOutbox({ client: createMeanwhileClient({ baseUrl: "", fetch: fakeFetch(answer).fetch, delay: fakeDelay().delay }), persistence, now: () => now, delay: fakeDelay().delay });
  const before = make(offline);
  for (const markdown of ["1", "2", "3"]) {
    before.add("comments.create", { threadId: A, markdown }, { lane: A });
    now -= 400;
  }
  await before.flush();
  before.close();
  const after = make(offline);
  await after.flush();
  expect(after.operations().map(({ input }) => (input as { markdown: string }).markdown)).toEqual(["1", "2", "3"]);
});

describe("discarding", () => {
  test("drops one that waits or failed, here and on disk", async () => {
    const { comment, outbox, persistence } = setUp(() => closed());
    const operation = comment("hello");
    await outbox.flush();
    outbox.discard(operation.id);
    expect(outbox.operations()).toEqual([]);
    expect(await persistence.load()).toEqual([]);
    await expect(outbox.settled(operation)).rejects.toMatchObject({ code: "shared/conflict" });
  });

  test("leaves one that is on its way", async () => {
    const { comment, outbox } = setUp(() => new Promise(() => undefined));
    const { id } = comment("hello");
    await settled();
    outbox.discard(id);
    expect(outbox.operations()).toHaveLength(1);
  });

  test("happens to what a newer operation makes needless", async () => {
    let up = false;
    const { outbox, fake } = setUp(() => (up ? json({}) : offline()));
    const read = (position: number) => outbox.add("threads.setPosition", { threadId: A, position }, { lane: A, replaces: (earlier) => earlier.call === "threads.setPosition" });
    read(1);
    await outbox.flush();
    read(2);
    read(3);
    expect(outbox.operations()).toHaveLength(1);
    up = true;
    await outbox.flush();
    expect(fake.received.map(({ body }) => body)).toEqual([{ position: 1 }, { position: 3 }]);
  });
});

describe("after a restart", () => {
  test("operations go on where they were, with the same key, those on their way too, and failed ones stay failed", async () => {
    const persistence = memoryPersistence();
    const before = setUp(({ body }) => ((body as { markdown: string }).markdown === "bad" ? closed() : new Promise(() => undefined)), persistence);
    before.comment("bad");
    before.comment("one");
    before.comment("two");
    await settled();
    expect(before.outbox.operations().map(({ status }) => status)).toEqual(["failed", "sending", "pending"]);
    before.outbox.close();

    const after = setUp(() => json({}), persistence);
    await after.outbox.flush();
    expect(after.fake.received.map(({ body, headers }) => [(body as { markdown: string }).markdown, headers.get("idempotency-key")])).toEqual([
      ["one", "op_2"],
      ["two", "op_3"],
    ]);
    expect(after.outbox.operations()).toMatchObject([{ status: "failed", input: { markdown: "bad" } }]);
  });

  test("what was typed meanwhile comes after what was saved", async () => {
    const persistence = memoryPersistence();
    const before = setUp(() => offline(), persistence);
    before.comment("old");
    await before.outbox.flush();
    before.outbox.close();
    const after = setUp(() => json({}), persistence, 10);
    after.outbox.add("comments.create", { threadId: A, markdown: "new" }, { lane: A });
    await after.outbox.flush();
    expect(after.bodies()).toEqual(["old", "new"]);
  });

  test("words are sent even where nothing can be saved", async () => {
    const broken: Persistence = { durable: true, load: () => Promise.reject(new Error("no disk")), save: () => Promise.reject(new Error("full")), remove: () => Promise.reject(new Error("no disk")) };
    let up = false;
    const { comment, outbox, bodies } = setUp(() => (up ? json({}) : offline()), broken);
    const operation = comment("hello");
    const kept = outbox.kept(operation);
    await outbox.flush();
    expect(outbox.isKept(operation)).toBe(false);
    up = true;
    await outbox.flush();
    await kept;
    expect(bodies()).toEqual(["hello", "hello"]);
    expect(outbox.operations()).toEqual([]);
  });
});

test("a closed outbox sends nothing more and keeps what is left", async () => {
  const { comment, outbox, fake, persistence } = setUp(() => new Promise(() => undefined));
  comment("one");
  comment("two");
  await settled();
  outbox.close();
  await settled();
  expect(fake.received).toHaveLength(1);
  expect(await persistence.load()).toHaveLength(2);
});
