import { readSubject } from "./mail.subjects.ts";

/** What is known of a message before its body is read. */
export interface Letter {
  messageId: string;
  /** Message-IDs it refers to, oldest first; the last is what it answers. */
  references: string[];
  /** Decoded, as it came. */
  subject: string;
  /** Milliseconds. */
  at: number;
}

/** Messages that belong together. */
export interface Conversation<L extends Letter> {
  /** The Message-ID all of it goes back to; that message need not be there. */
  rootId: string;
  title: string;
  /** In the order of time, each after the one it answers; `at` is never before the one it answers. */
  letters: { letter: L; at: number }[];
}

/** How long after the last message a reply that names none is taken for one to the same subject. */
const WINDOW_MS = 45 * 86_400_000;
/** How far ahead the clock of whoever is answered may be. */
const SKEW_MS = 86_400_000;

interface Container<L> {
  id: string;
  letter: L | null;
  parent: Container<L> | null;
  /** Found once everything is linked. */
  root: Container<L> | null;
  /** Nothing else can be above or below one without children: no circle to look for. */
  hasChildren: boolean;
}

/**
 * Puts messages into threads: by References and In-Reply-To, through messages that are missing too (Jamie Zawinski, “message threading”,
 * without its nesting); then a reply that leads nowhere joins the newest thread with its subject. Circles and messages that name
 * themselves are cut where they close. Message-IDs are unique in `letters`, save that a later double stands for itself alone.
 *
 * @param tag the list's own subject tag, see {@link readSubject}
 */
export function converse<L extends Letter>(letters: readonly L[], tag: string | null): Conversation<L>[] {
  const containers = new Map<string, Container<L>>();
  const container = (id: string): Container<L> => {
    const known = containers.get(id);
    if (known) return known;
    const made = { id, letter: null, parent: null, root: null, hasChildren: false };
    containers.set(id, made);
    return made;
  };
  const all = letters.map((letter) => {
    let self = container(letter.messageId);
    if (self.letter) self = { id: letter.messageId, letter: null, parent: null, root: null, hasChildren: false };
    self.letter = letter;
    let before: Container<L> | null = null;
    for (const id of letter.references) {
      const named = container(id);
      if (before && !named.parent && named !== self) adopt(named, before);
      before = named;
    }
    // What a message says of itself counts for more than what others say of it.
    if (before) adopt(self, before);
    return self;
  });
  const groups = new Map<Container<L>, Container<L>[]>();
  for (const one of all) {
    const root = rootOf(one);
    const group = groups.get(root);
    if (group) group.push(one);
    else groups.set(root, [one]);
  }
  return joinBySubject(
    [...groups].map(([root, group]) => ({ rootId: root.id, letters: inOrder(group) })),
    tag,
  );
}

function adopt<L>(child: Container<L>, parent: Container<L>): void {
  if (child === parent) return;
  if (child.hasChildren) for (let above: Container<L> | null = parent; above; above = above.parent) if (above === child) return;
  child.parent = parent;
  parent.hasChildren = true;
}

/** Shortens the way for the next one from here. */
function rootOf<L>(start: Container<L>): Container<L> {
  let root = start;
  while (root.root ?? root.parent) root = (root.root ?? root.parent)!;
  for (let one = start; one !== root; ) {
    const above: Container<L> = (one.root ?? one.parent)!;
    one.root = root;
    one = above;
  }
  return root;
}

/** By time, where a reply is never earlier than what it answers. */
function inOrder<L extends Letter>(group: readonly Container<L>[]): { letter: L; at: number }[] {
  const known = new Map<Container<L>, { at: number; depth: number }>();
  const place = (one: Container<L>): { at: number; depth: number } => {
    const path: Container<L>[] = [];
    let above: Container<L> | null = one;
    while (above && !known.has(above)) {
      path.push(above);
      above = above.parent;
    }
    let found = above ? known.get(above)! : { at: Number.NEGATIVE_INFINITY, depth: 0 };
    for (const below of path.reverse()) {
      found = { at: Math.max(found.at, below.letter?.at ?? Number.NEGATIVE_INFINITY), depth: found.depth + 1 };
      known.set(below, found);
    }
    return found;
  };
  return group
    .map((one, index) => ({ letter: one.letter!, index, ...place(one) }))
    .sort((a, b) => a.at - b.at || a.depth - b.depth || a.index - b.index)
    .map(({ letter, at }) => ({ letter, at }));
}

function joinBySubject<L extends Letter>(groups: { rootId: string; letters: { letter: L; at: number }[] }[], tag: string | null): Conversation<L>[] {
  const starts = groups.map((group) => {
    const { letter, at } = group.letters[0]!;
    const subject = readSubject(letter.subject, tag);
    return { ...group, ...subject, at, turn: subject.isReply ? at + SKEW_MS : at };
  });
  const conversations: Conversation<L>[] = [];
  const newest = new Map<string, Conversation<L>>();
  for (const { rootId, title, topic, isReply, letters, at } of starts.sort((a, b) => a.turn - b.turn || compare(a.rootId, b.rootId))) {
    const earlier = isReply && topic !== "" ? newest.get(topic) : undefined;
    if (earlier && at <= earlier.letters.at(-1)!.at + WINDOW_MS) {
      const began = earlier.letters[0]!.at;
      const later = letters.map(({ letter, at: own }) => ({ letter, at: Math.max(own, began) }));
      earlier.letters = [...earlier.letters, ...later].sort((a, b) => a.at - b.at);
    } else {
      const conversation = { rootId, title, letters };
      conversations.push(conversation);
      newest.set(topic, conversation);
    }
  }
  return conversations;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
