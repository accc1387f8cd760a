import { expect, it } from "vitest";
import type { FreeBusy } from "../calls/freeBusy.ts";
import { describeEachDb } from "../testing/databases.ts";
import { moveTo, pairing } from "./pairing.fixture.ts";

/** All of the first week but Thursday afternoon. */
const TAKEN = [
  { from: "2026-01-05T00:00:00.000Z", to: "2026-01-08T13:00:00.000Z" },
  { from: "2026-01-08T15:00:00.000Z", to: "2026-01-20T00:00:00.000Z" },
];

describeEachDb("calendars", (open) => {
  it("are read before a round, whose times keep clear of what is taken", async () => {
    const asked: Parameters<FreeBusy["busy"]>[0][] = [];
    // Programs of other tests lie in the same database; nobody there lives in Reykjavik.
    const busy: FreeBusy["busy"] = (request) => {
      if (request.members.some(({ timeZone }) => timeZone === "Atlantic/Reykjavik")) asked.push(request);
      return Promise.resolve(new Map([["p1", TAKEN]]));
    };
    const { here, people } = await pairing(await open(), 2, {}, { freeBusy: { busy } });
    await people[1]!.client.members.update({ memberId: "p2", timeZone: "Atlantic/Reykjavik" });
    await moveTo(here, "2026-01-05T09:49:00Z");
    expect(asked).toEqual([]);
    await moveTo(here, "2026-01-05T09:50:00Z");
    expect(asked).toMatchObject([{ members: [{ id: "p1", timeZone: "UTC" }, { id: "p2", timeZone: "Atlantic/Reykjavik" }], from: "2026-01-05T09:50:00.000Z", to: "2026-01-20T09:50:00.000Z" }]);
    await moveTo(here, "2026-01-05T10:00:00Z");
    const [mine] = (await people[1]!.client.pairings.list()).data;
    expect(mine!.times.length).toBeGreaterThan(0);
    for (const { from, to } of mine!.times) expect([from >= "2026-01-08T13:00:00.000Z", to <= "2026-01-08T15:00:00.000Z"]).toEqual([true, true]);
    // And before the next one.
    await moveTo(here, "2026-01-19T09:50:00Z");
    expect(asked).toHaveLength(2);
  });

  it("that do not answer leave a round to working hours", async () => {
    const { here, people } = await pairing(await open(), 2, {}, { freeBusy: { busy: () => Promise.reject(new Error("Google Calendar answered 503.")) } });
    await moveTo(here, "2026-01-05T09:50:00Z");
    await moveTo(here, "2026-01-05T10:00:00Z");
    expect((await people[0]!.client.pairings.list()).data[0]!.times).toHaveLength(3);
  });
});
