import type { Prompt, PromptKind } from "./prompts.ts";
import { mix, seedOf } from "./random.ts";

/** What a group was given to talk about, some time ago. */
export interface PromptsGiven {
  members: readonly string[];
  promptIds: readonly string[];
}

export interface PromptChoice {
  /** Ours, the host's, or both, in any languages. */
  prompts: readonly Prompt[];
  /** Who will talk. */
  members: readonly string[];
  /** What groups with any of them were given before, in any order. */
  given: readonly PromptsGiven[];
  /** The program's seed and the round's number: the same ones give the same questions. */
  seed: string;
  round: number;
  /** 3 unless told. Fewer come back only where there are no more. */
  count?: number;
  /** `en` unless told. Where there is nothing in `pt-BR`, `pt` is taken, and English where there is neither. */
  language?: string;
  /** They take turns. All three unless told. */
  kinds?: readonly PromptKind[];
  /** Topics that these members like, and topics that one of them would rather not talk about. */
  liked?: readonly string[];
  avoided?: readonly string[];
}

/**
 * Chooses what a group may talk about. Two people get no question a second time before they had every one that fits; after that, the ones
 * they had least often. Then, in this order: kinds take turns, one topic comes once, questions that are new to each of them, topics that are
 * new to them or that they like, chance. The order of what is given changes nothing.
 */
export function choosePrompts(choice: PromptChoice): Prompt[] {
  const { members, given, count = 3, liked = [] } = choice;
  const fitting = fittingPrompts(choice);
  const topics = new Map(fitting.map(({ id, topic }) => [id, topic]));
  const seen = countSeen(new Set(members), given, topics);
  const seed = mix(seedOf(choice.seed), choice.round, seedOf([...members].sort().join("\n")));
  const fixed = new Map(fitting.map(({ id, topic }) => [id, { topic: 2 * of(seen.topics, topic) - (liked.includes(topic) ? 1 : 0), chance: mix(seed, seedOf(id)) }]));
  const chosen: Prompt[] = [];
  while (chosen.length < Math.min(count, fitting.length)) {
    const costs = (prompt: Prompt) => [
      of(seen.pairs, prompt.id),
      chosen.filter(({ kind }) => kind === prompt.kind).length,
      chosen.filter(({ topic }) => topic === prompt.topic).length,
      of(seen.members, prompt.id),
      fixed.get(prompt.id)!.topic,
      fixed.get(prompt.id)!.chance,
    ];
    const left = fitting.filter((prompt) => !chosen.includes(prompt)).map((prompt) => ({ prompt, costs: costs(prompt) }));
    chosen.push(left.reduce((best, next) => (compare(next.costs, best.costs) < 0 ? next : best)).prompt);
  }
  return chosen;
}

/** One of each id, by id, in the language that comes nearest. */
function fittingPrompts({ prompts, members, language = "en", kinds, avoided = [] }: PromptChoice): Prompt[] {
  const fits = prompts.filter(({ kind, topic, groups }) => (members.length < 3 || groups) && (kinds === undefined || kinds.includes(kind)) && !avoided.includes(topic));
  const wanted = [...new Set([language.toLowerCase(), base(language), "en"])];
  const rank = (prompt: Prompt) => wanted.findIndex((tag) => tag === prompt.language.toLowerCase() || tag === base(prompt.language));
  const ranked = fits.map((prompt) => ({ prompt, rank: rank(prompt) })).filter((each) => each.rank >= 0);
  // English only stands in where there is nothing at all: a card in two languages reads like a mistake.
  const own = ranked.filter((each) => base(each.prompt.language) === base(language));
  const byId = new Map<string, { prompt: Prompt; rank: number }>();
  for (const each of own.length > 0 ? own : ranked) {
    const known = byId.get(each.prompt.id);
    if (!known || each.rank < known.rank) byId.set(each.prompt.id, each);
  }
  return [...byId.values()].map(({ prompt }) => prompt).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How often any two of them had a question together, how often each of them had it with anybody, and how often each had its topic. */
function countSeen(members: ReadonlySet<string>, given: readonly PromptsGiven[], topicOf: ReadonlyMap<string, string>) {
  const seen = { pairs: new Map<string, number>(), members: new Map<string, number>(), topics: new Map<string, number>() };
  for (const group of given) {
    const there = group.members.filter((id) => members.has(id)).length;
    if (there === 0) continue;
    for (const id of group.promptIds) {
      add(seen.pairs, id, (there * (there - 1)) / 2);
      add(seen.members, id, there);
      add(seen.topics, topicOf.get(id) ?? "", there);
    }
  }
  return seen;
}

function add(counts: Map<string, number>, key: string, times: number): void {
  counts.set(key, of(counts, key) + times);
}

function of(counts: ReadonlyMap<string, number>, key: string): number {
  return counts.get(key) ?? 0;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((cost, index) => cost !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

function base(language: string): string {
  return language.toLowerCase().split("-")[0]!;
}
