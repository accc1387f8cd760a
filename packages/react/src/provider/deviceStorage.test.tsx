import { createMeanwhileClient, createOutbox, type Operation, type ThreadId } from "@meanwhile/core";
import { deviceStorage } from "@meanwhile/core/browser";
import { afterEach, expect, test } from "vitest";

const threadId = "thr_01h455vb4pex5vsknk084sn02q" as ThreadId;
const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((outbox) => outbox.close()));

/** A server that several tabs of one member send to. */
function setUp() {
  const user = { workspace: "acme", id: crypto.randomUUID() as string };
  const received: { markdown: string; key: string | null; tab: number }[] = [];
  const server = { answer: (): Promise<Response> => Promise.reject(new TypeError("offline")) };
  let tabs = 0;
  const tab = (as = user) => {
    const number = ++tabs;
    const client = createMeanwhileClient({
      baseUrl: "",
      user: as,
      random: () => 0.01,
      fetch: (_, init) => {
        received.push({ markdown: (JSON.parse(init.body as string) as { markdown: string }).markdown, key: new Headers(init.headers).get("idempotency-key"), tab: number });
        return server.answer();
      },
    });
    const outbox = createOutbox({ client, persistence: deviceStorage(as).operations });
    open.push(outbox);
    return { outbox, write: (markdown: string) => outbox.add("comments.create", { threadId, markdown }, { lane: threadId }), shown: () => outbox.operations().map(words) };
  };
  return { user, server, received, tab };
}

const words = ({ input, status }: Operation) => `${(input as { markdown: string }).markdown} ${status}`;
const online = () => Promise.resolve(Response.json({}));

test("words typed offline are sent after a reload, under the same key", async () => {
  const { user, server, received, tab } = setUp();
  const before = tab();
  const operation = before.write("Written on a train");
  await before.outbox.kept(operation);
  expect(before.outbox.isKept(operation)).toBe(true);
  await before.outbox.flush();
  expect(before.outbox.operations()).toMatchObject([{ status: "pending", error: { code: "shared/network" } }]);
  before.outbox.close();

  server.answer = online;
  const after = tab();
  await after.outbox.flush();
  expect(after.outbox.operations()).toEqual([]);
  expect(new Set(received.map(({ key }) => key)).size).toBe(1);
  await expect(deviceStorage(user).operations.load()).resolves.toEqual([]);
});

test("nobody sends what somebody else wrote on the same device, and forgetting deletes it", async () => {
  const { user, server, received, tab } = setUp();
  const mine = tab();
  await mine.outbox.kept(mine.write("Mine"));
  mine.outbox.close();
  server.answer = online;
  const before = received.length;
  for (const other of [{ ...user, workspace: "other" }, { ...user, id: "somebody" }]) {
    const theirs = tab(other);
    await theirs.outbox.flush();
    expect(theirs.shown()).toEqual([]);
  }
  expect(received).toHaveLength(before);
  const storage = deviceStorage(user);
  await storage.searches.save({ id: "roast profiles" });
  await expect(storage.operations.load()).resolves.toHaveLength(1);
  await expect(deviceStorage(user).searches.load()).resolves.toHaveLength(1);
  await storage.forget();
  await expect(storage.operations.load()).resolves.toEqual([]);
  await expect(storage.searches.load()).resolves.toEqual([]);
});

test("two tabs show the same words, one of them sends, in the order they were written", async () => {
  const { server, received, tab } = setUp();
  const [one, other] = [tab(), tab()];
  one.write("1");
  await expect.poll(other.shown).toEqual(["1 pending"]);
  other.write("2");
  await expect.poll(one.shown).toEqual(["1 pending", "2 pending"]);
  one.write("3");
  await expect.poll(other.shown).toHaveLength(3);
  server.answer = online;
  received.splice(0);
  await Promise.all([one.outbox.flush(), other.outbox.flush()]);
  await expect.poll(() => [...one.shown(), ...other.shown()]).toEqual([]);
  expect(received.map(({ markdown }) => markdown)).toEqual(["1", "2", "3"]);
  expect(new Set(received.map(({ tab: number }) => number)).size).toBe(1);
});

test("another tab goes on when the one that sends is closed", async () => {
  const { server, received, tab } = setUp();
  const [one, other] = [tab(), tab()];
  one.write("Left behind");
  await expect.poll(other.shown).toEqual(["Left behind pending"]);
  await one.outbox.flush();
  server.answer = online;
  one.outbox.close();
  await expect.poll(other.shown).toEqual([]);
  expect(received.at(-1)).toMatchObject({ markdown: "Left behind", tab: 2 });
});

test("what one tab was refused can be sent again or discarded in the other", async () => {
  const { server, tab } = setUp();
  server.answer = () => Promise.resolve(Response.json({ code: "threads/closed", detail: "Closed.", status: 409 }, { status: 409, headers: { "content-type": "application/problem+json" } }));
  const [one, other] = [tab(), tab()];
  one.write("a");
  one.write("b");
  await expect.poll(other.shown).toEqual(["a failed", "b failed"]);
  other.outbox.discard(other.outbox.operations()[0]!.id);
  await expect.poll(one.shown).toEqual(["b failed"]);
  server.answer = online;
  other.outbox.retry(other.outbox.operations()[0]!.id);
  await expect.poll(() => [...one.shown(), ...other.shown()]).toEqual([]);
});

test("answers reach every tab's listeners before the words leave", async () => {
  const { server, tab } = setUp();
  server.answer = () => Promise.resolve(Response.json({ id: "cmt_1", version: 1 }));
  const [one, other] = [tab(), tab()];
  const seen: unknown[] = [];
  other.outbox.onSent((operation) => void seen.push(operation.result, other.shown()));
  one.write("Hello");
  await expect.poll(() => seen).toEqual([{ id: "cmt_1", version: 1 }, ["Hello sent"]]);
});
