import { expect, test } from "vitest";
import { createMeanwhileClient } from "../client/client.ts";
import { fakeFetch, json } from "../client/testing.ts";
import type { ThreadId } from "../shared/ids.ts";
import { commentsQueries, type CommentsPage, type CommentsPosition } from "./comments.queries.ts";

/** A thread of so many comments, read as the server does: two a page. */
function threadOf(count: number) {
  const fake = fakeFetch(({ url }) => {
    const query = new URL(url, "http://x").searchParams;
    const from = Number(query.get("from"));
    const numbers = query.get("direction") === "forward" ? [from, from + 1] : [from, from - 1];
    const data = numbers.filter((number) => number >= 1 && number <= count).map((number) => ({ number }));
    return json({ data, nextCursor: (query.get("direction") === "forward" ? from + 2 <= count : from - 2 >= 1) ? "more" : null });
  });
  return commentsQueries(createMeanwhileClient({ baseUrl: "", fetch: fake.fetch }));
}

async function readBothWays(count: number, from: number) {
  const options = threadOf(count).list("thr_1" as ThreadId, { from });
  const read = (pageParam: CommentsPosition) => options.queryFn({ pageParam, signal: new AbortController().signal });
  const pages: [CommentsPage, CommentsPosition][] = [[await read(options.initialPageParam), options.initialPageParam]];
  for (let param = options.getNextPageParam(...last(pages)); param; param = options.getNextPageParam(...last(pages))) pages.push([await read(param), param]);
  for (let param = options.getPreviousPageParam!(...first(pages)); param; param = options.getPreviousPageParam!(...first(pages))) pages.unshift([await read(param), param]);
  return pages.map(([page]) => page.data.map(({ number }) => number));
}

const last = (pages: [CommentsPage, CommentsPosition][]) => [pages.at(-1)![0], [], pages.at(-1)![1]] as [CommentsPage, CommentsPage[], CommentsPosition];
const first = (pages: [CommentsPage, CommentsPosition][]) => [pages[0]![0], [], pages[0]![1]] as [CommentsPage, CommentsPage[], CommentsPosition];

test("pages read from anywhere meet without gaps or repeats", async () => {
  expect(await readBothWays(5, 1)).toEqual([[1, 2], [3, 4], [5]]);
  expect(await readBothWays(7, 4)).toEqual([[1], [2, 3], [4, 5], [6, 7]]);
  expect(await readBothWays(3, 3)).toEqual([[1, 2], [3]]);
  expect(await readBothWays(2, 3)).toEqual([[1, 2], []]);
  expect(await readBothWays(0, 1)).toEqual([[]]);
});

test("pages that were read backward are read again forward from there", () => {
  const options = threadOf(7).list("thr_1" as ThreadId, { from: 4 });
  expect(options.getNextPageParam({ data: [], nextCursor: null }, [], { from: 3, direction: "backward" })).toEqual({ from: 4, direction: "forward" });
});
