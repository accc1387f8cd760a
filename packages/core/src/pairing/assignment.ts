import { pricesTooLarge } from "./matching.errors.ts";

/** The best assignment of rows to columns, with the prices that prove it. */
export interface Assignment {
  /** The column of each row; every column once. */
  columnOf: Int32Array;
  /** `rowPrice[i] + columnPrice[j] >= value(i, j)` everywhere, and equal where row i has column j. */
  rowPrice: Float64Array;
  columnPrice: Float64Array;
}

/**
 * Assigns each of n rows a column of its own so that the sum of values is as large as it can be. `values` is row by row, in multiples of
 * four, `-Infinity` where a row may not have a column. `null` where there is no such assignment. O(n³).
 *
 * Rows first bid for their best column, up to where the second best is as good (Bertsekas 1981); who is left without one gets it by a
 * shortest path in what the prices leave over (Edmonds and Karp 1972; Tomizawa 1971). All sums are of the given numbers: nothing is rounded.
 */
export function assign(n: number, values: Float64Array): Assignment | null {
  const columnOf = new Int32Array(n).fill(-1);
  const rowOf = new Int32Array(n).fill(-1);
  const rowPrice = new Float64Array(n);
  const columnPrice = new Float64Array(n).fill(-Infinity);
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < n; j++, at++) if (values[at]! > columnPrice[j]!) columnPrice[j] = values[at]!;
  if (columnPrice.includes(-Infinity)) return null;

  const free = bid(n, values, columnOf, rowOf, rowPrice, columnPrice);
  if (free === null) return null;
  const distance = new Float64Array(n);
  const price = new Float64Array(n);
  const from = new Int32Array(n);
  const settled = new Int32Array(n);
  const reached = new Float64Array(n);
  for (const start of free) {
    distance.fill(Infinity);
    price.set(columnPrice);
    let row = start;
    let reach = 0;
    let count = 0;
    for (;;) {
      const base = row * n;
      const before = reach + rowPrice[row]!;
      let least = Infinity;
      let column = -1;
      for (let j = 0; j < n; j++) {
        const along = before + price[j]! - values[base + j]!;
        let known = distance[j]!;
        if (along < known) {
          distance[j] = known = along;
          from[j] = row;
        }
        // Of equally near columns one that nobody has ends the search.
        if (known < least || (known === least && known < Infinity && rowOf[j]! < 0)) {
          least = known;
          column = j;
        }
      }
      if (column < 0) return null;
      reach = least;
      if (rowOf[column]! < 0) {
        rowPrice[start]! -= reach;
        for (let k = 0; k < count; k++) {
          const change = reach - reached[k]!;
          columnPrice[settled[k]!]! += change;
          rowPrice[rowOf[settled[k]!]!]! -= change;
        }
        while (column >= 0) {
          const owner = from[column]!;
          const next = columnOf[owner]!;
          rowOf[column] = owner;
          columnOf[owner] = column;
          column = next;
        }
        break;
      }
      // A settled column is out of reach from here on.
      settled[count] = column;
      reached[count++] = least;
      distance[column] = price[column] = Infinity;
      row = rowOf[column]!;
    }
  }
  // Multiples of four are exact up to 2⁵⁵, so a sum of two prices and a value still is.
  for (let i = 0; i < n; i++) if (Math.max(Math.abs(rowPrice[i]!), Math.abs(columnPrice[i]!)) > 2 ** 53) throw pricesTooLarge();
  return { columnOf, rowPrice, columnPrice };
}

/** Lets rows bid for columns; returns those left without one, `null` where a row may have none. Their prices are as low as they can be. */
function bid(n: number, values: Float64Array, columnOf: Int32Array, rowOf: Int32Array, rowPrice: Float64Array, columnPrice: Float64Array): number[] | null {
  const waiting: number[] = [];
  for (let i = n - 1; i >= 0; i--) waiting.push(i);
  const left: number[] = [];
  // Two rows could outbid each other by one for ever; the shortest paths do the rest better.
  let bids = 16 * n;
  while (waiting.length > 0) {
    const row = waiting.pop()!;
    const base = row * n;
    let best = -Infinity;
    let second = -Infinity;
    let column = -1;
    for (let j = 0; j < n; j++) {
      const gain = values[base + j]! - columnPrice[j]!;
      if (gain > second) {
        if (gain > best) {
          second = best;
          best = gain;
          column = j;
        } else {
          second = gain;
        }
      }
    }
    if (column < 0) return null;
    const owner = rowOf[column]!;
    if (owner >= 0 && (best === second || second === -Infinity || bids <= 0)) {
      rowPrice[row] = best;
      left.push(row);
      continue;
    }
    bids--;
    // The only column that this row may have costs it nothing yet: how much it is worth, the paths find out.
    const price = second === -Infinity ? best : second;
    rowPrice[row] = price;
    columnPrice[column]! += best - price;
    rowOf[column] = row;
    columnOf[row] = column;
    if (owner >= 0) {
      columnOf[owner] = -1;
      waiting.push(owner);
    }
  }
  return left;
}
