import { describe, expect, it } from "vitest";
import { place, type Placement } from "./placement.ts";

const viewport = { width: 400, height: 600 };
const at = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 20 });
const below: Placement = { side: "below", align: "start" };

describe("place", () => {
  it("stands below, at the start of its anchor", () => {
    expect(place(at(100, 100), { width: 120, height: 80 }, viewport, below, false)).toEqual({ left: 100, top: 124 });
  });

  it("begins at the right where one reads from there", () => {
    expect(place(at(200, 100), { width: 120, height: 80 }, viewport, below, true)).toEqual({ left: 120, top: 124 });
    expect(place(at(200, 100), { width: 120, height: 80 }, viewport, { side: "below", align: "end" }, true)).toEqual({ left: 200, top: 124 });
  });

  it("goes above where there is no room below", () => {
    expect(place(at(100, 550), { width: 120, height: 80 }, viewport, below, false).top).toBe(466);
    expect(place(at(100, 20), { width: 120, height: 80 }, viewport, { side: "above", align: "start" }, false).top).toBe(44);
  });

  it("never leaves the viewport, and shows the start of what is too large", () => {
    expect(place(at(380, 100), { width: 120, height: 80 }, viewport, below, false).left).toBe(272);
    expect(place(at(0, 300), { width: 500, height: 700 }, viewport, below, false)).toEqual({ left: 8, top: 8 });
  });
});
