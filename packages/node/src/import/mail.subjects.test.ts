import { describe, expect, it } from "vitest";
import { listTag, readSubject } from "./mail.subjects.ts";

describe("a subject", () => {
  it.each([
    ["Beds", "Beds", "beds", false],
    ["Re: Beds", "Beds", "beds", true],
    ["RE: AW: [Crew] Re[2]: Beds", "Beds", "beds", true],
    ["[crew] SV: Antw : Beds", "Beds", "beds", true],
    ["Re^3: 回复：Beds", "Beds", "beds", true],
    ["Fwd: Beds", "Fwd: Beds", "beds", false],
    ["Re: Fwd: WG: [crew] Beds (fwd)", "Fwd: WG: [crew] Beds (fwd)", "beds", true],
    ["[PATCH 1/2] Beds", "[PATCH 1/2] Beds", "[patch 1/2] beds", false],
    ["Regarding: beds", "Regarding: beds", "regarding: beds", false],
    ["Re:", "", "", true],
    ["", "", "", false],
  ])("%j is about %j", (subject, title, topic, isReply) => {
    expect(readSubject(subject, "crew")).toEqual({ title, topic, isReply });
  });

  it("shows the list's tag where most of them have it", () => {
    expect(listTag(["[Crew] a", "Re: [crew] b", "c", "[Crew] [ANN] d"])).toBe("Crew");
    expect(listTag(["[x] a", "b", "c"])).toBeNull();
    expect(listTag([])).toBeNull();
  });
});
