import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Order } from "../shared.ts";
import { host } from "./host.ts";

export function useOrders(): UseQueryResult<Order[]> {
  return useQuery({ queryKey: ["orders"], queryFn: host.orders });
}

export function kilogramsOf(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.bags * line.kilograms, 0);
}

/** `YYYY-MM-DD` as "1 Dec". */
export function shortDay(date: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}
