import { planErrors } from "./plan.errors.ts";

/** Who met in one round. */
export interface HistoryRound {
  round: number;
  groups: readonly (readonly string[])[];
  /** Who was left out though they took part: they come first another time. */
  unplaced?: readonly string[];
}

/**
 * Rows of people with whom each one met, for columnar input. `partners[row * rounds.length + slot]` is the row of somebody they met in round
 * `rounds[slot]`; -1 is nobody, -2 somebody who is not among the people now. Groups of three need two slots of a round, and so on. As a ring it
 * keeps the last rounds in constant space.
 */
export interface HistoryColumns {
  rounds: Int32Array;
  partners: Int32Array;
  /** How often each was left out. */
  unplaced?: Uint16Array;
}

/** As it travels and is stored. */
export interface HistoryJson {
  rounds: { round: number; groups: string[][]; unplaced: string[] }[];
}

/** Who met whom, and when. Rounds may be added in any order; one that is added again replaces the first. */
export class HistoryIndex {
  readonly #rounds = new Map<number, { groups: string[][]; unplaced: string[]; of: Map<string, number> }>();

  /** Adds what took place. Throws `pairing/invalid_input` for somebody in two groups of a round. */
  addRound({ round, groups, unplaced = [] }: HistoryRound): this {
    if (!Number.isSafeInteger(round) || Math.abs(round) > 2 ** 30) throw planErrors.invalid(`${round} is not the number of a round. Give a whole one.`);
    const of = new Map<string, number>();
    for (const [index, members] of groups.entries()) {
      for (const id of members) {
        if (of.has(id)) throw planErrors.invalid(`"${id}" is in two groups of round ${round}. Everybody is in one.`);
        of.set(id, index);
      }
    }
    this.#rounds.set(round, { groups: groups.map((members) => [...members]), unplaced: [...unplaced], of });
    return this;
  }

  /** The last round in which they met, before `before`. */
  lastMet(a: string, b: string, before = Infinity): number | undefined {
    return this.#met(a, b, before).at(-1);
  }

  /** How often they met, before `before`. */
  timesMet(a: string, b: string, before = Infinity): number {
    return this.#met(a, b, before).length;
  }

  /** Rounds before `before`, oldest first. */
  rounds(before = Infinity): Required<HistoryRound>[] {
    return [...this.#rounds]
      .filter(([round]) => round < before)
      .sort(([a], [b]) => a - b)
      .map(([round, { groups, unplaced }]) => ({ round, groups, unplaced }));
  }

  toJSON(): HistoryJson {
    return { rounds: this.rounds().map(({ round, groups, unplaced }) => ({ round, groups: groups.map((members) => [...members]), unplaced: [...unplaced] })) };
  }

  static fromJSON({ rounds }: HistoryJson): HistoryIndex {
    return rounds.reduce((history, round) => history.addRound(round), new HistoryIndex());
  }

  #met(a: string, b: string, before: number): number[] {
    const met: number[] = [];
    for (const [round, { of }] of this.#rounds) {
      const group = of.get(a);
      if (round < before && a !== b && group !== undefined && group === of.get(b)) met.push(round);
    }
    return met.sort((x, y) => x - y);
  }
}
