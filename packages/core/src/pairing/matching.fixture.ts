/** Edges of a graph: two people, counted from 1, and the weight of their pair. */
export type Edges = ReadonlyArray<readonly [number, number, number]>;

/**
 * Small graphs on which matching programs are known to go wrong, each with the largest weight that a matching of it has: the data of the
 * tests of networkx (BSD-3-Clause) and, before it, of J. van Rantwijk's mwmatching. The titles say what a method with blossoms has to do.
 */
export const knownGraphs: ReadonlyArray<readonly [title: string, value: number, edges: Edges]> = [
  ["a single edge", 1, [[1, 2, 1]]],
  ["a path of two", 11, [[1, 2, 10], [2, 3, 11]]],
  ["a path whose middle is worth most", 11, [[1, 2, 5], [2, 3, 11], [3, 4, 5]]],
  ["a square", 5, [[1, 4, 2], [2, 3, 2], [1, 2, 1], [3, 4, 4]]],
  ["negative weights", 2, [[1, 2, 2], [1, 3, -2], [2, 3, 1], [2, 4, -1], [3, 4, -6]]],
  ["an even blossom on the path", 15, [[1, 2, 8], [1, 3, 9], [2, 3, 10], [3, 4, 7]]],
  ["an even blossom on a longer path", 21, [[1, 2, 8], [1, 3, 9], [2, 3, 10], [3, 4, 7], [1, 6, 5], [4, 5, 6]]],
  ["an even blossom that becomes odd", 17, [[1, 2, 9], [1, 3, 8], [2, 3, 10], [1, 4, 5], [4, 5, 4], [1, 6, 3]]],
  ["the same with two weights exchanged", 17, [[1, 2, 9], [1, 3, 8], [2, 3, 10], [1, 4, 5], [4, 5, 3], [1, 6, 4]]],
  ["the same left at another place", 16, [[1, 2, 9], [1, 3, 8], [2, 3, 10], [1, 4, 5], [4, 5, 3], [3, 6, 4]]],
  ["a nested even blossom", 23, [[1, 2, 9], [1, 3, 9], [2, 3, 10], [2, 4, 8], [3, 5, 8], [4, 5, 10], [5, 6, 6]]],
  ["an even blossom that is taken into a nested one", 48, [[1, 2, 10], [1, 7, 10], [2, 3, 12], [3, 4, 20], [3, 5, 20], [4, 5, 25], [5, 6, 10], [6, 7, 10], [7, 8, 8]]],
  ["a nested even blossom, unfolded after it", 44, [[1, 2, 8], [1, 3, 8], [2, 3, 10], [2, 4, 12], [3, 5, 12], [4, 5, 14], [4, 6, 12], [5, 7, 12], [6, 7, 14], [7, 8, 12]]],
  ["an even blossom that becomes odd and unfolds", 67, [[1, 2, 23], [1, 5, 22], [1, 6, 15], [2, 3, 25], [3, 4, 22], [4, 5, 25], [4, 8, 14], [5, 7, 13]]],
  ["a nested blossom that becomes odd and unfolds", 47, [[1, 2, 19], [1, 3, 20], [1, 8, 8], [2, 3, 25], [2, 4, 18], [3, 5, 18], [4, 5, 13], [4, 7, 7], [5, 6, 7]]],
  ["a blossom that becomes odd in more than one way", 146, [[1, 2, 45], [1, 5, 45], [2, 3, 50], [3, 4, 45], [4, 5, 50], [1, 6, 30], [3, 9, 35], [4, 8, 35], [5, 7, 26], [9, 10, 5]]],
  ["the same, slightly different", 151, [[1, 2, 45], [1, 5, 45], [2, 3, 50], [3, 4, 45], [4, 5, 50], [1, 6, 30], [3, 9, 35], [4, 8, 26], [5, 7, 40], [9, 10, 5]]],
  ["an unfolding that makes a new least slack", 139, [[1, 2, 45], [1, 5, 45], [2, 3, 50], [3, 4, 45], [4, 5, 50], [1, 6, 30], [3, 9, 35], [4, 8, 28], [5, 7, 26], [9, 10, 5]]],
  ["an inner blossom that ends up on the path", 241, [[1, 2, 45], [1, 7, 45], [2, 3, 50], [3, 4, 45], [4, 5, 95], [4, 6, 94], [5, 6, 94], [6, 7, 50], [1, 8, 30], [3, 11, 35], [5, 9, 36], [7, 10, 26], [11, 12, 5]]],
  ["a nested blossom, unfolded with what is in it", 145, [[1, 2, 40], [1, 3, 40], [2, 3, 60], [2, 4, 55], [3, 5, 55], [4, 5, 50], [1, 8, 15], [5, 7, 30], [7, 6, 10], [8, 10, 10], [4, 9, 30]]],
];

/** A weight from a table that is read with i < j. */
export function tableOf(n: number, fill: (i: number, j: number) => number): (i: number, j: number) => number {
  const table = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) table[i * n + j] = fill(i, j);
  return (i, j) => table[i < j ? i * n + j : j * n + i]!;
}

/** The largest sum of weights of n people in pairs, by looking at every set of them; `-Infinity` where there are none. For n up to 16. */
export function bestByEverySet(n: number, weight: (i: number, j: number) => number): number {
  const best = new Float64Array(1 << n).fill(-Infinity);
  best[0] = 0;
  for (let set = 1; set < best.length; set++) {
    const j = 31 - Math.clz32(set);
    for (let i = 0; i < j; i++) {
      if ((set >> i) & 1) best[set] = Math.max(best[set]!, best[set ^ (1 << i) ^ (1 << j)]! + weight(i, j));
    }
  }
  return best.at(-1)!;
}
