// From samples to medians, targets and a table.

export const median = (numbers) => quantile(numbers, 0.5);

export function quantile(numbers, q) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at % 1);
}

/** One row for each size, operation, concurrency and server; medians over the rounds. */
export function summarize(samples) {
  const cells = groupBy(samples, key);
  return [...cells.values()].map((rounds) => {
    const [{ size, operation, concurrency, server }] = rounds;
    const each = (read) => round(median(rounds.map(read)));
    const times = rounds.flatMap((sample) => sample.times);
    return {
      size,
      operation,
      concurrency,
      server,
      cpuMs: { node: each((s) => s.cpu.node / s.done), postgres: each((s) => s.cpu.postgres / s.done), sum: each((s) => (s.cpu.node + s.cpu.postgres) / s.done) },
      wallMs: { p50: round(quantile(times, 0.5)), p95: round(quantile(times, 0.95)) },
      rounds: rounds.length,
      requests: times.length,
    };
  });
}

const key = ({ size, operation, concurrency, server }) => [size, operation, concurrency, server].join();
const round = (ms) => Number(ms.toPrecision(3));

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const NAMES = { create: "create comment", listChannel: "list 40, largest channel", listAll: "list 40, all visible" };
const OURS = "meanwhile, PostgreSQL";

/** @returns what the issue asks for, and whether it holds */
export function judge(results) {
  const cpu = finder(results);
  const sizes = [...new Set(results.map((row) => row.size))];
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const middle = sizes.includes(10_000) ? 10_000 : most;
  const target = (name, value, bound) => ({ target: name, value: round(value), bound, holds: value <= bound });
  return [
    ...["listChannel", "listAll"].flatMap((operation) => [
      // Flat: what a list costs does not grow with the threads there are; a quarter more is what the measuring itself wavers by.
      target(`${NAMES[operation]}: ${most} threads cost no more than ${least}`, cpu(most, operation, 16, OURS) / cpu(least, operation, 16, OURS), 1.25),
      target(`${NAMES[operation]}: a tenth of the peer's at ${middle}`, cpu(middle, operation, 16, OURS) / cpu(middle, operation, 16, "peer"), 0.1),
    ]),
    ...sizes.flatMap((size) => [16, 1].map((c) => target(`${NAMES.create}, ${c} at once: twice the peer's at ${size}`, cpu(size, "create", c, OURS) / cpu(size, "create", c, "peer"), 2))),
  ];
}

/** The table, in Markdown. */
export function toTable(results) {
  const cpu = finder(results);
  const head = ["operation", "threads", "at once", "Meanwhile on PostgreSQL (Node + PostgreSQL)", "on PGlite", "peer", "floor", "to the peer", "to the floor"];
  const rows = results
    .filter((row) => row.server === OURS)
    .sort((a, b) => order(a.operation) - order(b.operation) || b.concurrency - a.concurrency || a.size - b.size)
    .map(({ operation, size, concurrency, cpuMs }) => {
      const other = (server) => cpu(size, operation, concurrency, server);
      return [
        NAMES[operation],
        String(size),
        String(concurrency),
        `**${cpuMs.sum}** (${cpuMs.node} + ${cpuMs.postgres})`,
        String(other("meanwhile, PGlite")),
        String(other("peer")),
        String(other("floor")),
        `${(cpuMs.sum / other("peer")).toPrecision(2)}×`,
        `${(cpuMs.sum / other("floor")).toPrecision(2)}×`,
      ];
    });
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(" | ")} |`;
  return [line(head), line(widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`))), ...rows.map(line)].join("\n");
}

function finder(results) {
  const cells = new Map(results.map((row) => [key(row), row.cpuMs.sum]));
  return (size, operation, concurrency, server) => cells.get(key({ size, operation, concurrency, server })) ?? Number.NaN;
}

function order(operation) {
  return Object.keys(NAMES).indexOf(operation);
}
