import { addDays, type Instant, type LocalDate, toInstant, toLocal, type Zone } from "../time/index.ts";
import { isSearchDate } from "./search.query.rules.ts";

/**
 * The instant at which a date of a query begins for somebody in `zone`: the midnight of that day, of the first day of that month or year,
 * of today or yesterday, or of the day so long ago (`7d`, `2w`, `3m`, `1y`). `after:` counts from it on, `before:` up to it.
 *
 * @returns null for what is no date, and for one before the year 1
 */
export function startOfSearchDate(value: string, zone: Zone, now: Instant): Instant | null {
  if (!isSearchDate(value)) return null;
  const date = dateOf(value, toLocal(zone, now).date);
  return date >= "0001-01-02" ? toInstant(zone, { date, time: "00:00" }) : null;
}

function dateOf(value: string, today: LocalDate): LocalDate {
  if (value === "today") return today;
  if (value === "yesterday") return addDays(today, -1);
  const unit = value.at(-1)!;
  if (unit === "d" || unit === "w") return addDays(today, -Number(value.slice(0, -1)) * (unit === "w" ? 7 : 1));
  if (unit === "m" || unit === "y") return monthsBefore(today, Number(value.slice(0, -1)) * (unit === "y" ? 12 : 1));
  const [year, month = "1", day = "1"] = value.split("-");
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The same day of an earlier month, or that month's last where it is shorter. */
function monthsBefore(today: LocalDate, months: number): LocalDate {
  const [year, month, day] = today.split("-").map(Number) as [number, number, number];
  const counted = Math.max(0, year * 12 + month - 1 - months);
  const [y, m] = [Math.floor(counted / 12), (counted % 12) + 1];
  const last = new Date(Date.UTC(2000 + (y % 400), m, 0)).getUTCDate();
  return `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(Math.min(day, last)).padStart(2, "0")}`;
}
