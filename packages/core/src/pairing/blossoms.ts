import { pricesTooLarge } from "./matching.errors.ts";

/** An odd set of people and what it costs to have one less than all of them in pairs with each other. */
export interface Blossom {
  members: Int32Array;
  /** In quarters of a weight; never negative. */
  z: number;
}

/** Up to here the sum of two prices and a weight is exact, where the weight is at most 2⁵¹. */
const LARGEST_PRICE = 3 * 2 ** 50;

const UNTAGGED = 0;
const EVEN = 1;
const ODD = 2;

/**
 * Gives everybody a mate who has none yet, as long as the matching stays the best one for its prices: Edmonds' method with blossoms
 * (1965), one alternating tree at a time, with the least slack kept per person and per pair of even nodes (Gabow 1976), O(n³) in all.
 *
 * `weights` is n × n and symmetric, `-Infinity` where two may not be paired. `y` are prices of people with `y[u] + y[v] >= weights(u, v)`
 * everywhere and equality for mates; `mate` has -1 for whoever is left. Both are changed in place. Returns the blossoms that have a
 * price in the end, `null` where not everybody can have a mate.
 */
export function matchTheRest(n: number, weights: Float64Array, y: Float64Array, mate: Int32Array): Blossom[] | null {
  // A node is a person (below n) or a blossom (from n on); the outermost ones are the nodes of the tree.
  const size = n + (n >> 1);
  const top = new Int32Array(n);
  const base = new Int32Array(size);
  const parent = new Int32Array(size).fill(-1);
  const tag = new Uint8Array(size);
  const z = new Float64Array(size);
  /** Kids of a blossom in the order of its cycle, the one with the base first, and the two ends of the tight edge from each to the next. */
  const kids: number[][] = [];
  const links: Array<Array<readonly [number, number]>> = [];
  /** By which edge an odd node hangs on its even parent: the end above, the end in the node. */
  const entry: Array<readonly [number, number]> = [];
  const outer = new Set<number>();
  const unused: number[] = [];
  for (let v = 0; v < n; v++) top[v] = base[v] = v;
  for (let node = size - 1; node >= n; node--) unused.push(node);

  /** Least slack from an even person to each person that is not even, and who that is. */
  const gap = new Float64Array(n);
  const gapFrom = new Int32Array(n);
  // An even node is known by its base, here called its seat. `near` has, at (s, t), the end in the node of s of its best edge to that of t.
  const near = new Int32Array(n * n);
  let seats: number[] = [];
  const seatGap = new Float64Array(n);
  const seatTo = new Int32Array(n);

  if (mate.includes(-1) && y.some((price) => Math.abs(price) > LARGEST_PRICE)) throw pricesTooLarge();
  for (let v = 0; v < n; v++) if (mate[v]! < 0 && !growTree(v)) return null;
  return [...blossoms()].map((node) => ({ members: Int32Array.from(people(node)).sort(), z: z[node]! })).filter((blossom) => blossom.z > 0);

  function growTree(root: number): boolean {
    tag.fill(UNTAGGED);
    gap.fill(Infinity);
    seats = [];
    makeEven(top[root]!);
    // Each turn takes a node into the tree, folds or unfolds one.
    for (;;) {
      let least = Infinity;
      let grow = -1;
      let fold = -1;
      let unfold = -1;
      for (let v = 0; v < n; v++) if (gap[v]! < least && tag[top[v]!] === UNTAGGED) least = gap[(grow = v)]!;
      for (const seat of seats) if (seatGap[seat]! / 2 < least) least = seatGap[(fold = seat)]! / 2;
      for (const node of outer) if (tag[node] === ODD && z[node]! / 2 < least) least = z[(unfold = node)]! / 2;
      if (least === Infinity) return false;
      if (least > 0) shift(least);
      if (unfold >= 0) {
        unfoldNode(unfold);
      } else if (fold >= 0) {
        const other = seatTo[fold]!;
        foldCycle(near[fold * n + other]!, near[other * n + fold]!);
      } else if (takeIn(gapFrom[grow]!, grow)) {
        return true;
      }
    }
  }

  function shift(by: number): void {
    let largest = 0;
    for (let v = 0; v < n; v++) {
      const state = tag[top[v]!];
      if (state === UNTAGGED) gap[v]! -= by;
      else largest = Math.max(largest, Math.abs((y[v]! += state === EVEN ? -by : by)));
    }
    if (largest > LARGEST_PRICE) throw pricesTooLarge();
    for (const seat of seats) seatGap[seat]! -= 2 * by;
    for (const node of outer) if (tag[node] !== UNTAGGED) z[node]! += tag[node] === EVEN ? 2 * by : -2 * by;
  }

  /** Takes the node of v into the tree over the tight edge from u. True where v's node had no mate, so that a path was found and flipped. */
  function takeIn(u: number, v: number): boolean {
    const node = top[v]!;
    const inner = base[node]!;
    if (mate[inner]! < 0) {
      rebase(node, v);
      flip(u, v);
      return true;
    }
    tag[node] = ODD;
    entry[node] = [u, v];
    makeEven(top[mate[inner]!]!);
    return false;
  }

  /** Gives u, in an even node, the mate v, and moves mates along the tree up to its root. */
  function flip(u: number, v: number): void {
    for (;;) {
      const even = top[u]!;
      const old = mate[base[even]!]!;
      rebase(even, u);
      mate[u] = v;
      mate[v] = u;
      if (old < 0) return;
      const odd = top[old]!;
      [u, v] = entry[odd]!;
      rebase(odd, v);
    }
  }

  function makeEven(node: number): void {
    tag[node] = EVEN;
    const seat = base[node]!;
    for (const other of seats) near[seat * n + other] = near[other * n + seat] = -1;
    seatGap[seat] = Infinity;
    seats.push(seat);
    for (const person of people(node)) look(person);
  }

  /** Notes the slack from a person who has just become even to everybody in other nodes. */
  function look(u: number): void {
    const node = top[u]!;
    const seat = base[node]!;
    const row = u * n;
    for (let v = 0; v < n; v++) {
      const other = top[v]!;
      const slack = y[u]! + y[v]! - weights[row + v]!;
      if (tag[other] !== EVEN) {
        if (slack < gap[v]!) {
          gap[v] = slack;
          gapFrom[v] = u;
        }
      } else if (other !== node && slack < Infinity) {
        const to = base[other]!;
        if (slack < slackBetween(seat, to)) {
          near[seat * n + to] = u;
          near[to * n + seat] = v;
        }
        if (slack < seatGap[seat]!) {
          seatGap[seat] = slack;
          seatTo[seat] = to;
        }
        if (slack < seatGap[to]!) {
          seatGap[to] = slack;
          seatTo[to] = seat;
        }
      }
    }
  }

  function slackBetween(seat: number, to: number): number {
    const u = near[seat * n + to]!;
    if (u < 0) return Infinity;
    const v = near[to * n + seat]!;
    return y[u]! + y[v]! - weights[u * n + v]!;
  }

  /** Folds the odd cycle that the tight edge between two even nodes closes into one even node. */
  function foldCycle(u: number, v: number): void {
    const [left, leftLinks] = wayToRoot(u);
    const [right, rightLinks] = wayToRoot(v);
    // Both ways end in the root: what they share above the first common node is no part of the cycle.
    while (left.length > 1 && right.length > 1 && left.at(-2) === right.at(-2)) {
      left.pop();
      right.pop();
    }
    const node = unused.pop()!;
    kids[node] = [...left.reverse(), ...right.slice(0, -1)];
    links[node] = [
      ...leftLinks.slice(0, left.length - 1).reverse().map(([low, high]) => [high, low] as const),
      [u, v],
      ...rightLinks.slice(0, right.length - 1),
    ];
    const seat = (base[node] = base[left[0]!]!);
    parent[node] = -1;
    z[node] = 0;
    outer.add(node);
    const evenSeats: number[] = [];
    const added: number[] = [];
    for (const kid of kids[node]!) {
      parent[kid] = node;
      outer.delete(kid);
      const members = people(kid);
      if (tag[kid] === EVEN) evenSeats.push(base[kid]!);
      else added.push(...members);
      for (const person of members) top[person] = node;
    }
    tag[node] = EVEN;

    seats = seats.filter((other) => other === seat || !evenSeats.includes(other));
    seatGap[seat] = Infinity;
    for (const other of seats) {
      if (other === seat) continue;
      let least = Infinity;
      let through = -1;
      for (const old of evenSeats) {
        const slack = slackBetween(old, other);
        if (slack < least) {
          least = slack;
          through = old;
        }
      }
      // What is nearest to the new node from outside was so before; only the seat by which it is known may be another.
      if (through < 0) continue;
      near[seat * n + other] = near[through * n + other]!;
      near[other * n + seat] = near[other * n + through]!;
      if (top[seatTo[other]!] === node) seatTo[other] = seat;
      if (least < seatGap[seat]!) {
        seatGap[seat] = least;
        seatTo[seat] = other;
      }
    }
    for (const person of added) look(person);
  }

  /** The nodes from an even person's node up to the root, and the edge from each to the next, lower end first. */
  function wayToRoot(person: number): [nodes: number[], edges: Array<readonly [number, number]>] {
    const nodes = [top[person]!];
    const edges: Array<readonly [number, number]> = [];
    for (;;) {
      const inner = base[nodes.at(-1)!]!;
      const old = mate[inner]!;
      if (old < 0) return [nodes, edges];
      const odd = top[old]!;
      const [high, low] = entry[odd]!;
      nodes.push(odd, top[high]!);
      edges.push([inner, old], [low, high]);
    }
  }

  /** Unfolds an odd blossom that costs nothing any more: the even way through it stays in the tree. */
  function unfoldNode(node: number): void {
    const cycle = kids[node]!;
    const edges = links[node]!;
    const way = evenWay(node, entry[node]![1]);
    for (const kid of cycle) {
      parent[kid] = -1;
      tag[kid] = UNTAGGED;
      if (kid >= n) outer.add(kid);
      for (const person of people(kid)) top[person] = kid;
    }
    outer.delete(node);
    unused.push(node);
    const evens: number[] = [];
    let edge = entry[node]!;
    for (let k = 0; k < way.length; k++) {
      const kid = cycle[way[k]!]!;
      if (k % 2 === 0) {
        tag[kid] = ODD;
        entry[kid] = edge;
      } else {
        evens.push(kid);
        edge = edgeBetween(edges, way[k]!, way[k + 1]!);
      }
    }
    for (const kid of evens) makeEven(kid);
  }

  /** Where in the cycle one passes from the kid that holds a person to the base's kid, so that an even number of edges is passed. */
  function evenWay(node: number, person: number): number[] {
    let kid = person;
    while (parent[kid] !== node) kid = parent[kid]!;
    const cycle = kids[node]!;
    let at = cycle.indexOf(kid);
    const step = at % 2 === 0 ? -1 : 1;
    const way = [at];
    while (at !== 0) way.push((at = (at + step) % cycle.length));
    return way;
  }

  function edgeBetween(edges: Array<readonly [number, number]>, from: number, to: number): readonly [number, number] {
    if (to === (from + 1) % edges.length) return edges[from]!;
    const [a, b] = edges[to]!;
    return [b, a];
  }

  /** Makes a person the one of a node who is matched outside it. */
  function rebase(whole: number, person: number): void {
    // What is done in one node does not touch what is done in another, so the order is of no matter, and no nest is too deep.
    const todo: Array<readonly [node: number, person: number]> = [[whole, person]];
    while (todo.length > 0) {
      const [node, v] = todo.pop()!;
      if (node < n) continue;
      const cycle = kids[node]!;
      const edges = links[node]!;
      const way = evenWay(node, v);
      for (let k = 1; k < way.length; k += 2) {
        const [a, b] = edgeBetween(edges, way[k]!, way[k + 1]!);
        todo.push([cycle[way[k]!]!, a], [cycle[way[k + 1]!]!, b]);
        mate[a] = b;
        mate[b] = a;
      }
      const first = way[0]!;
      todo.push([cycle[first]!, v]);
      kids[node] = [...cycle.slice(first), ...cycle.slice(0, first)];
      links[node] = [...edges.slice(first), ...edges.slice(0, first)];
      base[node] = v;
    }
  }

  /** Everybody in a node, however deep. */
  function people(node: number): number[] {
    if (node < n) return [node];
    const found: number[] = [];
    const within = [node];
    while (within.length > 0) for (const kid of kids[within.pop()!]!) kid < n ? found.push(kid) : within.push(kid);
    return found;
  }

  function* blossoms(): Generator<number> {
    const within = [...outer];
    while (within.length > 0) {
      const node = within.pop()!;
      yield node;
      within.push(...kids[node]!.filter((kid) => kid >= n));
    }
  }
}
