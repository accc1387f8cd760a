/** What goes into a small TZif file. Times and offsets are in seconds, as in the file. */
export interface TzifFixture {
  /** Local time minus UTC before the first change. */
  first: number;
  changes?: ReadonlyArray<readonly [at: number, offset: number]>;
  footer?: string;
  version?: 1 | 2 | 3;
  leapSeconds?: number;
}

/** Writes a file as zic does: a block for readers of version 1, which may be empty, then the one that counts, then the footer. */
export function tzifFixture({ first, changes = [], footer = "", version = 2, leapSeconds = 0 }: TzifFixture): Uint8Array {
  const offsets = [...new Set([first, ...changes.map(([, offset]) => offset)])];
  const abbreviation = [...Buffer.from("LMT\0")];
  const header = (times: number, types: number, leaps: number) => [
    ...Buffer.from("TZif"), version === 1 ? 0 : 0x30 + version, ...Array.from({ length: 15 }, () => 0),
    ...[0, 0, leaps, times, types, abbreviation.length].flatMap((count) => int(count, 4)),
  ];
  return Uint8Array.from([
    // One change in the 32-bit block, so that a reader that does not step over it reads nonsense.
    ...header(1, 1, 0), ...int(12_345, 4), 0, ...int(-999, 4), 0, 0, ...abbreviation,
    ...header(changes.length, offsets.length, leapSeconds),
    ...changes.flatMap(([at]) => int(at, 8)),
    ...changes.map(([, offset]) => offsets.indexOf(offset)),
    ...offsets.flatMap((offset) => [...int(offset, 4), 0, 0]),
    ...abbreviation,
    ...Array.from({ length: leapSeconds }, (_, i) => [...int(78_796_800 + i, 8), ...int(i + 1, 4)]).flat(),
    ...Buffer.from(`\n${footer}\n`),
  ]);
}

function int(value: number, bytes: 4 | 8): number[] {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 4) buffer.writeInt32BE(value);
  else buffer.writeBigInt64BE(BigInt(value));
  return [...buffer];
}
