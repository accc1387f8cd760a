/** What a subject says, apart from what mail programs and lists put before it. */
export interface Subject {
  /** For people: without the list's tag and signs of a reply. May be empty. */
  title: string;
  /** For comparing: also without signs of forwarding, in lower case. */
  topic: string;
  isReply: boolean;
}

// In the languages mail programs speak: English, German, Dutch, Scandinavian, Polish, Portuguese, Italian, Turkish, Czech, Chinese, Korean, Russian, Hebrew, Arabic.
const COUNT = String.raw`\s*(?:\[\d+\]|\(\d+\)|[\^*]\d+)?\s*[:：]\s*`;
const REPLY = new RegExp(`^(?:re|aw|antw(?:ort)?|sv|vs|odp|res|rif|ynt|回复|回覆|答复|답장|회신|ha|отв|ответ|השב|رد)${COUNT}`, "i");
const FORWARD = new RegExp(`^(?:fwd?|wg|tr|rv|enc|doorst|vb|vl|pd|転送|转发|轉寄|전달)${COUNT}`, "i");

/**
 * @param subject decoded, on one line
 * @param tag the list's own, without brackets, or `null`
 */
export function readSubject(subject: string, tag: string | null): Subject {
  let rest = subject.trim();
  let isReply = false;
  const strip = (pattern: RegExp): boolean => {
    const match = pattern.exec(rest);
    if (match) rest = rest.slice(match[0].length).trim();
    return match !== null;
  };
  const stripTag = (): boolean => {
    const first = tagOf(rest);
    if (first === null || first.toLowerCase() !== tag?.toLowerCase()) return false;
    rest = rest.slice(first.length + 2).trim();
    return true;
  };
  for (;;) {
    if (strip(REPLY)) isReply = true;
    else if (!stripTag()) break;
  }
  const title = rest;
  while (strip(FORWARD) || strip(REPLY) || stripTag());
  const topic = rest
    .replace(/\s*\(fwd\)$/i, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
  return { title, topic, isReply };
}

/** What stands in brackets at the beginning, replies left aside: `[list]` of `Re: [list] Hello`. */
function tagOf(subject: string): string | null {
  let rest = subject.trim();
  for (let match = REPLY.exec(rest); match; match = REPLY.exec(rest)) rest = rest.slice(match[0].length);
  return /^\[([^[\]]{1,60})\]/.exec(rest)?.[1] ?? null;
}

/** The tag that more than half of the subjects have, so the list put it there; `null` where there is none. */
export function listTag(subjects: Iterable<string>): string | null {
  const counts = new Map<string, { tag: string; count: number }>();
  let total = 0;
  for (const subject of subjects) {
    total++;
    const tag = tagOf(subject);
    if (tag === null) continue;
    const entry = counts.get(tag.toLowerCase()) ?? { tag, count: 0 };
    entry.count++;
    counts.set(tag.toLowerCase(), entry);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most && most.count > total / 2 && most.count >= 2 ? most.tag : null;
}
