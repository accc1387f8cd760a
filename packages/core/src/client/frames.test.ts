import * as fc from "fast-check";
import { expect, test } from "vitest";
import { frameReader } from "./frames.ts";

const read = (...pieces: string[]) => {
  const reader = frameReader();
  return pieces.flatMap((piece) => reader(piece));
};

test("reads id, event and data", () => {
  expect(read('id: 7\nevent: comment.created\ndata: {"seq":7}\n\n')).toEqual([{ id: "7", event: "comment.created", data: '{"seq":7}' }]);
});

test("joins lines of data, drops comments and frames without data, takes one space away", () => {
  expect(read(": ping\n\nevent: nothing\n\ndata:a\ndata:  b\ndata\n\n")).toEqual([{ id: undefined, event: "message", data: "a\n b\n" }]);
});

test("does not give back what is not whole", () => {
  expect(read("data: a\n")).toEqual([]);
  expect(read("data: a\n", "\n")).toHaveLength(1);
});

test("reads the same however the text is cut and lines end", () => {
  const line = fc.constantFrom("id: 1", "event: x", "data: one", "data: two", ": ping", "", "", "data");
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom("\n", "\r\n", "\r"), fc.array(fc.nat(60)), (lines, end, cuts) => {
      // A last line of any kind, so that no CR at the end waits for its LF.
      const text = [...lines, "data: last", "", ":"].join(end);
      const plain = [...lines, "data: last", "", ":"].join("\n");
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      expect(read(...places.slice(1).map((place, i) => text.slice(places[i], place)))).toEqual(read(plain));
    }),
  );
});
