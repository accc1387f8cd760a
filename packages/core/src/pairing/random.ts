/** A source of 32-bit numbers that gives the same ones in every engine. It has state: one is made for each purpose and never shared. */
export interface Random {
  /** 0 ≤ x < 2³². */
  next(): number;
  /** 0 ≤ x < `below`, each equally likely; `below` is from 1 to 2³². */
  int(below: number): number;
  /** Puts the items of an array in random order, in place, and returns it. Every order is equally likely. */
  shuffle<Items extends Indexed>(items: Items): Items;
}

interface Indexed {
  readonly length: number;
  [index: number]: unknown;
}

/** Three 32-bit numbers to one, by multiplication and shifts as in the final step of MurmurHash3. */
export function mix(a: number, b: number, c = 0): number {
  let h = a ^ 0x9e3779b9;
  h = Math.imul(h ^ b, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h ^ c, 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x27d4eb2f);
  return (h ^ (h >>> 15)) >>> 0;
}

/** sfc32, the small fast counting generator of PractRand (public domain), seeded by {@link mix}. */
export function sfc32(seed: number): Random {
  let a = mix(seed, 1);
  let b = mix(seed, 2);
  let c = mix(seed, 3);
  let counter = 1;

  function next(): number {
    const drawn = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return drawn >>> 0;
  }

  function int(below: number): number {
    // The last, incomplete run of numbers is drawn again: it would make the small ones likelier.
    const end = 0x1_0000_0000 - (0x1_0000_0000 % below);
    let drawn = next();
    while (drawn >= end) drawn = next();
    return drawn % below;
  }

  function shuffle<Items extends Indexed>(items: Items): Items {
    for (let i = items.length - 1; i > 0; i--) {
      const j = int(i + 1);
      const kept = items[i];
      items[i] = items[j];
      items[j] = kept;
    }
    return items;
  }

  for (let i = 0; i < 12; i++) next();
  return { next, int, shuffle };
}

/** A number from 0 to 2³² − 1 that belongs to a pair, whichever way round it is named. */
export function jitter(seed: number, i: number, j: number): number {
  return i < j ? mix(seed, i, j) : mix(seed, j, i);
}

/** FNV-1a over bytes, to 32 bits. It tells results apart; it is no proof against anybody. */
export function fnv1a(bytes: ArrayLike<number>): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}

/** The 32-bit seed that a text stands for: FNV-1a over its UTF-16 code units, the low byte first. */
export function seedOf(text: string): number {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 0xff;
    bytes[2 * i + 1] = text.charCodeAt(i) >>> 8;
  }
  return fnv1a(bytes);
}

/** FNV-1a over whole numbers, each as four bytes, the low byte first, on machines of either byte order. */
export function fingerprintOf(numbers: ArrayLike<number>): number {
  const bytes = new Uint8Array(numbers.length * 4);
  for (let i = 0; i < numbers.length; i++) for (let k = 0; k < 4; k++) bytes[4 * i + k] = (numbers[i]! >>> (8 * k)) & 0xff;
  return fnv1a(bytes);
}
