import { type Comment, MeanwhileError, newId, type ThreadId } from "@meanwhile/core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { stories } from "../server/seed/stories.ts";
import { copyOfSeed, crashDemo, startDemo } from "./demo.ts";
import { all, clientOf, signIn, threadCalled } from "./people.ts";

const ROUNDS = 10;
const WRITERS = ["elina", "marta", "wanjiku", "priya"];

/** A comment that somebody writes: its id is theirs, so they can ask about it after a crash. */
interface Attempt {
  id: Comment["id"];
  threadId: ThreadId;
  markdown: string;
}

const folders: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(folders.map((remove) => remove())));

it("loses no acknowledged comment over ten crashes, and starts again by itself", { timeout: 600_000 }, async () => {
  const { folder, remove } = await copyOfSeed();
  folders.push(remove);
  const random = seeded(20_261_123);
  let demo = await startDemo(folder);
  const cookies = await Promise.all(WRITERS.map(async (id) => (await signIn(demo.url, id)).cookie));
  const reader = cookies[1]!;
  const threads = await Promise.all(["How we use this place", "Liners for lots under ten bags"].map(async (title) => (await threadCalled(clientOf(demo.url, reader), title)).id));
  const acknowledged = new Map<string, number>();
  const unanswered = new Map<string, Attempt>();

  for (let round = 1; round <= ROUNDS; round++) {
    const enough = acknowledged.size + 6 + Math.floor(random() * 30);
    let crash: Promise<void> | undefined;
    await Promise.all(
      WRITERS.map(async (writer, index) => {
        const { comments } = clientOf(demo.url, cookies[index]!);
        for (let n = 1; ; n++) {
          // What the crash before left without an answer is sent again, under its own key.
          const attempt = unanswered.get(writer) ?? { id: newId("cmt", Date.now()), threadId: threads[(index + n) % threads.length]!, markdown: `${writer}, round ${round}, number ${n}` };
          unanswered.set(writer, attempt);
          try {
            const { number } = await comments.create(attempt, { idempotencyKey: attempt.id, retries: 0 });
            acknowledged.set(attempt.id, number);
            unanswered.delete(writer);
          } catch (error) {
            // Only a server that is gone gives no answer.
            expect(MeanwhileError.isInstance(error, "shared/network"), String(error)).toBe(true);
            return;
          }
          // The others are in the middle of something.
          if (acknowledged.size >= enough) crash ??= demo.crash();
        }
      }),
    );
    await crash;

    demo = await startDemo(folder);
    const { comments } = clientOf(demo.url, reader);
    const kept = new Map<string, number>();
    for (const threadId of threads) {
      const list = await all(comments.iterate({ threadId, limit: 100 }));
      expect(list.map(({ number }) => number)).toEqual(list.map((_, index) => index + 1));
      for (const { id, number } of list) kept.set(id, number);
    }
    for (const [id, number] of acknowledged) expect(kept.get(id), `comment ${id} after crash ${round}`).toBe(number);
  }

  expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * 6);
  expect(await demo.stop()).toBe(0);
});

it("finishes a seeding that a crash cut short, and tells nothing twice", { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "meanwhile-demo-"));
  folders.push(() => rm(folder, { recursive: true, force: true }));
  await crashDemo(folder, ".".repeat(7));
  const demo = await startDemo(folder);
  const { client } = await signIn(demo.url, "marta");
  const threads = await all(client.threads.iterate({ limit: 100 }));
  const told = new Map(stories.map(({ title, words }) => [title, words.length]));
  expect(new Map(threads.map(({ title, commentCount }) => [title, commentCount]))).toEqual(told);
  expect(threads).toHaveLength(stories.length);
  await demo.stop();
});

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
