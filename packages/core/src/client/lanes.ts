import type { Operation } from "./operation.ts";

export const byAge = (a: Operation, b: Operation): number => (a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? -1 : 1);

export const lanesOf = (list: readonly Operation[]): string[] => [...new Set(list.map((operation) => operation.lane))];

/** The first operation of a lane that may go: it is pending and needs nothing that a failed one would have made. */
export function nextOf(list: readonly Operation[], lane: string): Operation | undefined {
  const ours = list.filter((operation) => operation.lane === lane);
  const missing = ours.filter((operation) => operation.status === "failed").map((operation) => (operation.input as { id?: unknown }).id);
  return ours.find((operation) => operation.status === "pending" && !Object.values(operation.input).some((value) => value !== undefined && missing.includes(value)));
}

/** Whether something in the lane is on its way, or could go. */
export function hasWork(list: readonly Operation[], lane: string): boolean {
  return nextOf(list, lane) !== undefined || list.some((operation) => operation.lane === lane && (operation.status === "sending" || operation.status === "sent"));
}
