import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { build } from "tsup";
import { describe, expect, test } from "vitest";
import { bestByEverySet, knownGraphs, tableOf, type Edges } from "./matching.fixture.ts";
import { lossOfForcing, maxWeightPerfectMatching, provedMatching, type ProvedMatching, type Weight } from "./matching.ts";
import { vectors } from "./matching.vectors.fixture.ts";
import { fingerprintOf, jitter, sfc32 } from "./random.ts";

const hex = (hash: number) => hash.toString(16).padStart(8, "0");

/** What a matching says of itself, looked at without the solver: pairs, sum, and that its prices forbid a better one. */
function verify(n: number, weight: Weight, { mate, value, bound, y, blossoms }: ProvedMatching): void {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const j = mate[i]!;
    if (j === i || mate[j] !== i) throw new Error(`${i} has ${j}, who has ${mate[j]}.`);
    if (i < j) sum += weight(i, j);
  }
  const together = new Float64Array(n * n);
  let priced = y.reduce((total, price) => total + price, 0);
  for (const { members, z } of blossoms) {
    if (!(z > 0) || members.length % 2 === 0 || new Set(members).size !== members.length) throw new Error(`A blossom of ${members.length} has the price ${z}.`);
    priced += (z * (members.length - 1)) / 2;
    for (const i of members) for (const j of members) together[i * n + j]! += z;
  }
  for (let i = 0; i < n; i++) {
    if (!Number.isInteger(y[i])) throw new Error(`${i} has the price ${y[i]}.`);
    for (let j = i + 1; j < n; j++) if (y[i]! + y[j]! + together[i * n + j]! < 4 * weight(i, j)) throw new Error(`The pair ${i}, ${j} is worth more than its prices.`);
  }
  if (sum !== value || value !== bound || priced !== 4 * bound) throw new Error(`Pairs are worth ${sum}, said are ${value} and at most ${bound}, priced ${priced / 4}.`);
}

describe("the best matching", () => {
  test.each([
    { n: 10, value: 4539582, hash: "af5e73e4", mates: [5, 2, 1, 7, 9, 0, 8, 3, 6, 4] },
    { n: 100, value: 49202653, hash: "8db945e5" },
    { n: 400, value: 199200146, hash: "b8374275" },
  ])("of $n people is the one that is published", ({ n, value, hash, mates }) => {
    const weight: Weight = (i, j) => jitter(42, i, j) % 1_000_000;
    const found = provedMatching(n, weight)!;
    verify(n, weight, found);
    expect(found.value).toBe(value);
    expect(hex(fingerprintOf(found.mate))).toBe(hash);
    if (mates) expect([...found.mate]).toEqual(mates);
  });

  test("is as good as that of every set, in 12,000 small graphs of many kinds", { timeout: 300_000 }, () => {
    const random = sfc32(2026);
    const seen = { infeasible: 0, blossoms: 0 };
    for (let round = 0; round < 12_000; round++) {
      const n = 2 * random.int(round % 10 === 0 ? 8 : 6);
      const span = [1, 2, 4, 20, 1000, 1_000_000][random.int(6)]!;
      const lowest = [0, -(span >> 1), -span][random.int(3)]!;
      const forbidden = [0, 0, 20, 40, 60, 80][random.int(6)]!;
      // In every other graph threes and fives keep to themselves, which is where blossoms are.
      const circle = round % 2 === 0 ? n : 3 + 2 * random.int(2);
      const weight = tableOf(n, (i, j) => (random.int(100) < forbidden ? -Infinity : lowest + random.int(span) + (Math.floor(i / circle) === Math.floor(j / circle) ? 2 * span : 0)));
      const found = provedMatching(n, weight);
      const best = bestByEverySet(n, weight);
      if (found === null) {
        seen.infeasible++;
        if (best !== -Infinity) throw new Error(`Graph ${round} has a matching worth ${best}, and none was found.`);
      } else {
        if (found.blossoms.length > 0) seen.blossoms++;
        if (found.value !== best) throw new Error(`Graph ${round} has a matching worth ${best}, and one worth ${found.value} was found.`);
        verify(n, weight, found);
      }
    }
    // The graphs are of no use if hardly any needs a blossom or has no answer.
    expect(seen.infeasible).toBeGreaterThan(1000);
    expect(seen.blossoms).toBeGreaterThan(1000);
  });

  describe("of the graphs that others tested with", () => {
    const complete = (edges: Edges, extra = 0): [number, Weight] => {
      const people = Math.max(...edges.flatMap(([a, b]) => [a, b]));
      const n = people + (people % 2);
      const weights = new Map(edges.map(([a, b, weight]) => [`${Math.min(a, b) - 1},${Math.max(a, b) - 1}`, weight]));
      return [n, (i, j) => (weights.has(`${i},${j}`) ? weights.get(`${i},${j}`)! + extra : 0)];
    };

    test.each(knownGraphs)("%s: worth %i", (_title, value, edges) => {
      // To stay alone is to be with somebody for nothing.
      const [n, weight] = complete(edges.map(([a, b, given]) => [a, b, Math.max(0, given)]));
      const found = provedMatching(n, weight)!;
      expect(found.value).toBe(value);
      verify(n, weight, found);
    });

    test.each(knownGraphs)("%s, with as many edges as it can have", (_title, _value, edges) => {
      const [n, weight] = complete(edges, 1000);
      expect(provedMatching(n, weight)!.value).toBe(bestByEverySet(n, weight));
    });

    test.each(knownGraphs)("%s, for the least weight", (_title, _value, edges) => {
      const [n, weight] = complete(edges, -1000);
      const least: Weight = (i, j) => -weight(i, j);
      expect(provedMatching(n, least)!.value).toBe(bestByEverySet(n, least));
    });

    test.each(knownGraphs)("%s, with only its own edges", (_title, _value, edges) => {
      const [n, weight] = complete(edges, 1000);
      const own: Weight = (i, j) => (weight(i, j) === 0 ? -Infinity : weight(i, j));
      expect(provedMatching(n, own)?.value ?? -Infinity).toBe(bestByEverySet(n, own));
    });
  });

  /** Graphs whose best matching is known by how they are made: n people stand in the planted pairs, with edges of no use between them. */
  test.each([
    ["of triangles that hang on each other", 600, (i: number, j: number) => Math.floor(i / 3) === Math.floor(j / 3) || (i % 3 === 2 && j === i + 1)],
    ["of a long path", 600, (i: number, j: number) => j === i + 1],
    ["of an odd ring with a tail", 500, (i: number, j: number) => j === i + 1 || (i === 0 && j === 498)],
    ["of many rings of five", 500, (i: number, j: number) => (Math.floor(i / 5) === Math.floor(j / 5) && (j - i === 1 || j - i === 4)) || (j === i + 1 && i % 5 === 4)],
    ["of a thin random graph with a path through all", 400, (i: number, j: number) => j === i + 1 || jitter(5, i, j) % 100 < 2],
  ] as const)("%s is found where all weights are equal, and with any weights", (_title, n, edge) => {
    for (const weight of [() => 0, (i: number, j: number) => jitter(9, i, j) % 3, (i: number, j: number) => (jitter(9, i, j) % 2_000_001) - 1_000_000]) {
      const own: Weight = (i, j) => (edge(i, j) ? weight(i, j) : -Infinity);
      const found = provedMatching(n, own)!;
      expect(found.mate).toHaveLength(n);
      verify(n, own, found);
    }
  });

  test("has its prices also in large graphs with ties, negative weights and forbidden pairs", () => {
    for (const [n, span, forbidden] of [[300, 2, 0], [300, 3, 90], [200, 10, 97], [256, 1_000_000, 50], [300, 5, 98]] as const) {
      for (let seed = 0; seed < 4; seed++) {
        const weight = tableOf(n, (i, j) => (j - i !== 1 && jitter(seed, i, j) % 100 < forbidden ? -Infinity : (jitter(seed + 100, i, j) % span) - (span >> 1)));
        verify(n, weight, provedMatching(n, weight)!);
      }
    }
  });

  test("is null where there is none: an odd number, or a part that is odd", () => {
    expect([1, 3, 101].map((n) => maxWeightPerfectMatching(n, () => 1))).toEqual([null, null, null]);
    expect(maxWeightPerfectMatching(2, () => -Infinity)).toBeNull();
    expect(maxWeightPerfectMatching(400, () => -Infinity)).toBeNull();
    // Two cliques of 199 and 201, and a star.
    expect(maxWeightPerfectMatching(400, (i, j) => (i < 199 === j < 199 ? 5 : -Infinity))).toBeNull();
    expect(maxWeightPerfectMatching(400, (i) => (i === 0 ? 5 : -Infinity))).toBeNull();
    // Everybody may meet only 150 of 400.
    expect(maxWeightPerfectMatching(400, (i) => (i < 150 ? 1 : -Infinity))).toBeNull();
  });

  test("of nobody and of two needs no search", () => {
    expect(maxWeightPerfectMatching(0, () => 1)).toEqual({ mate: new Int32Array(0), value: 0, bound: 0 });
    expect(maxWeightPerfectMatching(2, () => -7)).toEqual({ mate: Int32Array.of(1, 0), value: -7, bound: -7 });
  });

  test("asks for each pair once, the smaller first", () => {
    const asked: string[] = [];
    maxWeightPerfectMatching(6, (i, j) => asked.push(`${i},${j}`));
    expect(asked).toHaveLength(15);
    expect(new Set(asked).size).toBe(15);
    expect(asked.every((pair) => Number(pair[0]) < Number(pair[2]))).toBe(true);
  });

  test("gains nothing from another numbering, and as much as every weight grows by", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer(), fc.integer({ min: -1000, max: 1000 }), (half, seed, more) => {
        const n = 2 * half;
        const order = sfc32(seed).shuffle(Int32Array.from({ length: n }, (_, i) => i));
        const weight = tableOf(n, (i, j) => (jitter(seed, i, j) % 10 === 0 ? -Infinity : jitter(seed, j, i) % 50));
        const value = maxWeightPerfectMatching(n, weight)?.value;
        expect(maxWeightPerfectMatching(n, (i, j) => weight(order[i]!, order[j]!))?.value).toBe(value);
        expect(maxWeightPerfectMatching(n, (i, j) => weight(i, j) + more)?.value).toBe(value === undefined ? undefined : value + half * more);
      }),
    );
  });

  test("loses at least what its prices say where a pair is forced", () => {
    const random = sfc32(11);
    let tight = 0;
    for (let round = 0; round < 300; round++) {
      const n = 2 * (2 + random.int(4));
      const weight = tableOf(n, () => random.int(30));
      const found = provedMatching(n, weight)!;
      const i = random.int(n - 1);
      const j = i + 1 + random.int(n - 1 - i);
      const rest = Array.from({ length: n }, (_, k) => k).filter((k) => k !== i && k !== j);
      const forced = weight(i, j) + bestByEverySet(n - 2, (a, b) => weight(rest[a]!, rest[b]!));
      const loss = lossOfForcing(found, i, j, weight(i, j));
      expect(loss).toBeLessThanOrEqual(found.value - forced);
      if (found.mate[i] === j) expect(loss).toBe(0);
      if (loss === found.value - forced) tight++;
    }
    expect(tight).toBeGreaterThan(100);
  });

  test("uses the room it is given, whatever was in it", () => {
    const room = new Float64Array(100).fill(Number.NaN);
    const weight: Weight = (i, j) => jitter(1, i, j) % 100;
    expect(provedMatching(8, weight, room)).toEqual(provedMatching(8, weight));
  });
});

describe("a matching that cannot be asked for", () => {
  test.each([-1, 1.5, Number.NaN, Infinity, 2 ** 31, 8194, "4", undefined, null])("has %s people", (n) => {
    expect(() => maxWeightPerfectMatching(n as number, () => 1)).toThrow(expect.objectContaining({ code: "pairing/invalid_count" }));
  });

  test.each([0.5, Number.NaN, Infinity, "1", null, undefined, 3n])("has the weight %s", (weight) => {
    expect(() => maxWeightPerfectMatching(4, () => weight as number)).toThrow(expect.objectContaining({ code: "pairing/invalid_weight", message: expect.stringMatching(/^The weight of 0 and 1 is /) }));
  });

  test("has weights whose sums are not exact; those just below are", () => {
    for (const n of [2, 4, 10]) {
      const largest = Math.floor(Number.MAX_SAFE_INTEGER / (4 * n));
      for (const sign of [1, -1]) {
        expect(maxWeightPerfectMatching(n, (i) => sign * (largest - (i % 2)))!.value).toBeDefined();
        expect(() => maxWeightPerfectMatching(n, () => sign * (largest + 1))).toThrow(expect.objectContaining({ code: "pairing/weight_too_large" }));
      }
    }
  });

  test("has prices that outgrow exact numbers, as along a path whose weights are least and largest in turn", () => {
    // Each pair of the one matching that there is forces the price of its second person one step further from the first one's; two
    // triangles at the end need a blossom.
    const path = (n: number, largest: number) =>
      maxWeightPerfectMatching(n, (i, j) => (j === i + 1 ? (i >= n - 6 || i % 2 === 1 ? largest : -largest) : (i === n - 6 || i === n - 3) && j === i + 2 ? largest : -Infinity));
    expect(path(400, 2 ** 40)).toMatchObject({ value: (3 - 197) * 2 ** 40, bound: (3 - 197) * 2 ** 40 });
    expect(() => path(400, Math.floor(Number.MAX_SAFE_INTEGER / 1600))).toThrow(expect.objectContaining({ code: "pairing/weight_too_large" }));
  });
});

test("gives the same pairs without a compiler at run time", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "meanwhile-matching-"));
  try {
    const entry = fileURLToPath(new URL("matching.vectors.fixture.ts", import.meta.url));
    await build({ config: false, silent: true, entry: { vectors: entry }, outDir: folder, format: ["esm"], target: "es2022", outExtension: () => ({ js: ".mjs" }) });
    const script = `console.log((await import(${JSON.stringify(pathToFileURL(join(folder, "vectors.mjs")).href)})).vectors());`;
    const run = async (...flags: string[]) => (await promisify(execFile)(process.execPath, [...flags, "--input-type=module", "-e", script])).stdout;
    const expected = `${vectors()}\n`;
    expect(await run("--jitless")).toBe(expected);
    expect(await run()).toBe(expected);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
