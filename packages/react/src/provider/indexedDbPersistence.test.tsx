import { createMeanwhileClient, createOutbox, type ThreadId } from "@meanwhile/core";
import { expect, test } from "vitest";
import { indexedDbPersistence } from "./indexedDbPersistence.ts";

const threadId = "thr_01h455vb4pex5vsknk084sn02q" as ThreadId;

test("words typed offline are sent after a reload, under the same key", async () => {
  const name = `meanwhile-${crypto.randomUUID()}`;
  const keys: (string | null)[] = [];
  let answer = (): Promise<Response> => Promise.reject(new TypeError("offline"));
  const open = () =>
    createOutbox({
      client: createMeanwhileClient({
        baseUrl: "",
        fetch: (_, init) => {
          keys.push(new Headers(init.headers).get("idempotency-key"));
          return answer();
        },
      }),
      persistence: indexedDbPersistence(name),
    });

  const before = open();
  before.add("comments.create", { threadId, markdown: "Written on a train" }, { lane: threadId });
  await before.flush();
  expect(before.operations()).toMatchObject([{ status: "pending", error: { code: "shared/network" } }]);
  before.close();

  answer = () => Promise.resolve(Response.json({}));
  const after = open();
  await after.flush();
  expect(after.operations()).toEqual([]);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  await expect(indexedDbPersistence(name).load()).resolves.toEqual([]);
  indexedDB.deleteDatabase(name);
});
