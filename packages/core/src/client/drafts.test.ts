import { expect, test } from "vitest";
import { createDrafts } from "./drafts.ts";
import { memoryPersistence, type Persistence, type Tabs } from "./persistence.ts";
import { settled } from "./testing.ts";

interface Draft {
  id: string;
  text: string;
}

const join = (saved: Draft, typed: Draft) => ({ ...typed, text: `${saved.text}+${typed.text}` });

/** A disk whose writes end when the test says so, and which tabs share. */
function disk() {
  const memory = memoryPersistence<Draft>();
  const writes: { what: string; end: () => void; fail: () => void }[] = [];
  const listeners = new Set<(message: unknown) => void>();
  const write = (what: string, act: () => Promise<void>) =>
    new Promise<void>((resolve, reject) => writes.push({ what, end: () => (writes.shift(), void act().then(resolve)), fail: () => (writes.shift(), reject(new Error("full"))) }));
  const open = () => {
    const heard = new Set<(message: unknown) => void>();
    const hear = (message: unknown) => heard.forEach((listener) => listener(message));
    listeners.add(hear);
    const tabs: Tabs = {
      tell: (message) => listeners.forEach((other) => other !== hear && other(message)),
      listen: (listener) => (heard.add(listener), () => heard.delete(listener)),
      alone: (act, signal) => act(signal),
    };
    const persistence: Persistence<Draft> = { durable: true, load: memory.load, save: (item) => write(item.text, () => memory.save(item)), remove: (id) => write(`no ${id}`, () => memory.remove(id)), tabs };
    return createDrafts({ persistence, join });
  };
  return { open, writes, saved: memory.load };
}

test("what is typed during a write is written after it, and nothing in between", async () => {
  const { open, writes, saved } = disk();
  const drafts = open();
  for (const text of ["a", "ab", "abc"]) drafts.set({ id: "t", text });
  expect(writes.map(({ what }) => what)).toEqual(["a"]);
  expect(drafts.isKept("t")).toBe(false);
  writes[0]!.end();
  await settled();
  expect(writes.map(({ what }) => what)).toEqual(["abc"]);
  writes[0]!.end();
  await settled();
  expect(writes).toEqual([]);
  expect(drafts.isKept("t")).toBe(true);
  expect(await saved()).toEqual([{ id: "t", text: "abc" }]);
});

test("a draft stays on disk until its words are safe elsewhere", async () => {
  const { open, writes, saved } = disk();
  const drafts = open();
  drafts.set({ id: "t", text: "words" });
  writes[0]!.end();
  await settled();
  let safe = () => {};
  drafts.remove("t", new Promise<void>((resolve) => (safe = resolve)));
  expect(drafts.get("t")).toBeUndefined();
  await settled();
  expect(writes).toEqual([]);
  safe();
  await settled();
  writes[0]!.end();
  await settled();
  expect(await saved()).toEqual([]);

  drafts.set({ id: "t", text: "more" });
  writes[0]!.end();
  await settled();
  drafts.remove("t", Promise.reject(new Error("refused")));
  await settled();
  expect(writes).toEqual([]);
  expect(open().get("t")).toBeUndefined();
  const after = open();
  await settled();
  expect(after.get("t")?.text).toBe("more");
});

test("two tabs have one draft: each goes on from what the other typed", async () => {
  const { open, writes, saved } = disk();
  const [one, other] = [open(), open()];
  await settled();
  one.set({ id: "t", text: "Half a" });
  expect(other.get("t")?.text).toBe("Half a");
  other.set({ id: "t", text: "Half a thought" });
  expect(one.get("t")?.text).toBe("Half a thought");
  while (writes.length > 0) {
    writes[0]!.end();
    await settled();
  }
  expect(await saved()).toEqual([{ id: "t", text: "Half a thought" }]);
  one.remove("t");
  expect(other.get("t")).toBeUndefined();
});

test("what was typed before the saved draft was there joins it", async () => {
  const { open, writes } = disk();
  open().set({ id: "t", text: "saved" });
  writes[0]!.end();
  await settled();
  const drafts = open();
  drafts.set({ id: "t", text: "typed" });
  await settled();
  expect(drafts.get("t")?.text).toBe("saved+typed");
});

test("a draft that could not be saved is there, and says so", async () => {
  const { open, writes } = disk();
  const drafts = open();
  drafts.set({ id: "t", text: "words" });
  writes[0]!.fail();
  await settled();
  expect(drafts.get("t")?.text).toBe("words");
  expect(drafts.isKept("t")).toBe(false);
  expect([...drafts.ids()]).toEqual(["t"]);
});

test("a refusal is nothing to a draft that was never typed", async () => {
  const { open, writes } = disk();
  const drafts = open();
  drafts.remove("t", Promise.reject(new Error("refused")));
  await settled();
  expect(writes).toEqual([]);
});
