/** A letter for an archive made up in a test. */
export interface MadeLetter {
  id: string;
  parent: string | null;
  /** Milliseconds. */
  at: number;
  subject: string;
  from: { name: string; address: string };
  text: string;
}

const WORDS = "the a we build release branch after before test server client note today tomorrow agree question answer window paper river garden never always think about change list reader".split(" ");

/** A small generator of numbers below 1 (mulberry32), so that every run makes the same archive. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many letters in threads, by forty people, an hour or so apart. */
export function madeLetters(count: number, random: () => number): MadeLetter[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const sentence = (): string => Array.from({ length: 6 + Math.floor(random() * 12) }, () => pick(WORDS)).join(" ");
  const letters: MadeLetter[] = [];
  let at = Date.UTC(2019, 0, 7, 8);
  for (let i = 0; i < count; i++) {
    at += Math.floor(random() * 7_200_000);
    const parent = i > 0 && random() < 0.75 ? letters[Math.max(0, i - 1 - Math.floor(random() * 30))]! : null;
    const person = Math.floor(random() * 40);
    const own = Array.from({ length: 1 + Math.floor(random() * 4) }, () => wrap(`${sentence()}. ${sentence()}. ${sentence()}.`)).join("\n\n");
    const quote = parent ? `On a day, ${parent.from.name} wrote:\n${parent.text.split("\n").slice(0, 6).map((line) => `> ${line}`).join("\n")}\n\n` : "";
    letters.push({
      id: `${i}.${Math.floor(random() * 1e9)}@made.example.org`,
      parent: parent?.id ?? null,
      at,
      subject: parent ? `Re: ${parent.subject.replace(/^Re: /, "")}` : `${sentence().slice(0, 40)} ${i}`,
      from: { name: `Person ${person}`, address: `person.${person}@example.org` },
      text: quote + own,
    });
  }
  return letters;
}

/** Letters as an archive in mbox form. */
export function toMbox(letters: readonly MadeLetter[]): string {
  return letters
    .map(({ id, parent, at, subject, from, text }) => {
      const date = new Date(at).toUTCString().replace("GMT", "+0000");
      const [weekday, day, month, year, time] = date.split(/[\s,]+/);
      const head = [`From: ${from.name} <${from.address}>`, `Date: ${date}`, `Subject: ${subject}`, `Message-ID: <${id}>`, ...(parent ? [`In-Reply-To: <${parent}>`] : []), "List-Id: Made up <made.example.org>"];
      return `From ${from.address} ${weekday} ${month} ${day} ${time} ${year}\n${head.join("\n")}\n\n${text.replace(/^(>*From )/gm, ">$1")}\n\n`;
    })
    .join("");
}

/** Bytes in chunks of that size, as often as it is asked. */
export function inChunks(bytes: Uint8Array | string, size = 1 << 16): () => AsyncGenerator<Uint8Array> {
  const all = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return async function* () {
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
  };
}

function wrap(text: string): string {
  return text.replace(/(.{1,70})(?:\s+|$)/g, "$1\n").trimEnd();
}
