import { planErrors } from "./plan.errors.ts";

/** How large groups should be. */
export interface GroupSize {
  /** 2 to 8. */
  target: number;
  /**
   * Where fewer, larger groups and more, smaller ones are equally far from the target. Larger unless told: a group that misses somebody is
   * still a group.
   */
  remainder?: "larger" | "smaller";
}

/**
 * The sizes of the groups that `people` fall into, largest first. They add up to `people` and differ by at most one; nobody is alone, unless
 * there is only one. With pairs and an odd number there is exactly one trio. Throws `pairing/invalid_input`.
 *
 * @example
 * groupSizes(7, { target: 4 }) // [4, 3]
 * groupSizes(5, { target: 2 }) // [3, 2]
 */
export function groupSizes(people: number, { target, remainder = "larger" }: GroupSize): number[] {
  if (!(Number.isInteger(target) && target >= 2 && target <= 8)) throw planErrors.invalid(`Groups of ${target} are not planned. Give 2 to 8.`);
  if (!(Number.isInteger(people) && people >= 0)) throw planErrors.invalid(`${people} is not a number of people.`);
  if (people < 2) return people === 1 ? [1] : [];
  const clip = (groups: number) => Math.max(1, Math.min(Math.floor(people / 2), groups));
  const fewer = clip(Math.floor(people / target));
  const more = clip(Math.ceil(people / target));
  const off = (groups: number) => Math.max(Math.ceil(people / groups) - target, target - Math.floor(people / groups));
  const larger = remainder === "larger" ? off(fewer) <= off(more) : off(fewer) < off(more);
  const groups = larger ? fewer : more;
  return Array.from({ length: groups }, (_, index) => Math.floor(people / groups) + (index < people % groups ? 1 : 0));
}
