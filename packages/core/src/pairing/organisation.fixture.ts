import { intlZones } from "../time/index.ts";
import { weekMasks } from "./overlap.ts";
import type { Person } from "./plan.input.ts";
import { sfc32 } from "./random.ts";

const zones = intlZones();
const OFFICES = [
  "America/Los_Angeles", "America/Denver", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Berlin", "Europe/Kyiv", "Asia/Kolkata",
  "Asia/Kolkata", "Asia/Singapore", "Australia/Sydney",
];

/** A made-up organisation: teams of nine in one or two offices of twelve, one in twenty new. People come and go by `joined`: each has a number for ever. */
export function organisation(numbers: readonly number[], monday = "2026-11-23"): Person[] {
  const maskOf = weekMasks(monday, zones);
  return numbers.map((number) => {
    const random = sfc32(number + 1);
    const team = Math.floor(number / 9);
    const office = sfc32(team + 1_000_003).int(OFFICES.length);
    const timeZone = OFFICES[random.int(4) === 0 ? random.int(OFFICES.length) : office]!;
    const hours = maskOf({ timeZone, workingHours: { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }, offDays: [], away: null });
    return { id: `m${String(number).padStart(6, "0")}`, attributes: { team: `t${team}`, department: `d${Math.floor(team / 8)}` }, newcomer: random.int(20) === 0, hours };
  });
}
