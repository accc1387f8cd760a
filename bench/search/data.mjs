// A made-up workspace: comments of Zipf-distributed words in threads, threads in channels as people skew them, a third of the channels
// private. Nothing here is random from run to run.
import { mulberry32 } from "../threads/data.mjs";

export const WORKSPACE = "acme";
/** Who searches: in half of the private channels. */
export const ME = "member-0";
export const MEMBERS = Array.from({ length: 500 }, (_, i) => `member-${i}`);
const CHANNELS = 60;
const VOCABULARY = 100_000;
export const START = Date.UTC(2024, 0, 1, 9);

const SYLLABLES = "ka lo mi ter van so pel dri nu ga fo ren ti bas co le pri mar du xi hol be za qui".split(" ");

/** The word of that rank: the commonest are the shortest, as in languages. */
export function wordOf(rank) {
  let left = rank + SYLLABLES.length;
  let word = "";
  while (left > 0) {
    word += SYLLABLES[left % SYLLABLES.length];
    left = Math.floor(left / SYLLABLES.length);
  }
  return word;
}

/** Ranks 0 … n-1 with weight 1 / (k + 1). */
function zipf(n, random) {
  const sums = new Float64Array(n);
  let sum = 0;
  for (let k = 0; k < n; k++) sums[k] = sum += 1 / (k + 1);
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, n - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

export const channels = Array.from({ length: CHANNELS }, (_, i) => ({ id: id("chn", i), name: `channel-${i}`, visibility: i % 3 === 2 ? "private" : "public", mine: i % 6 === 2 }));

/** Comments one after the other, thread by thread, `size` of them. The first of a thread has its title. */
export function* makeComments(size) {
  const random = mulberry32(7);
  const word = zipf(VOCABULARY, random);
  const channel = zipf(CHANNELS, random);
  const words = (count) => Array.from({ length: count }, () => wordOf(word())).join(" ");
  for (let made = 0, thread = 0; made < size; thread++) {
    // P(at least k comments) = k^-0.8, 300 at the most: a dozen on average, most in the long ones.
    const count = Math.min(300, size - made, Math.floor((1 - random()) ** (-1 / 0.8)));
    const place = channels[channel()];
    const title = words(3 + Math.floor(random() * 6));
    for (let number = 1; number <= count; number++, made++) {
      // From one word to a hundred and twenty, twenty-five on average.
      const length = Math.max(1, Math.min(120, Math.floor(-25 * Math.log(1 - random()))));
      yield { thread: id("thr", thread), id: id("cmt", made), channel: place, title, number, count, author: MEMBERS[Math.floor(random() ** 2 * MEMBERS.length)], at: START + made * 60_000, text: words(length) };
    }
  }
}

/** Queries of each kind, made from comments the reader may see. */
export function makeQueries(comments, count) {
  const random = mulberry32(11);
  const pick = (items) => items[Math.floor(random() * items.length)];
  const rank = zipf(VOCABULARY, random);
  const some = (length) => {
    let text;
    do text = pick(comments).text.split(" ");
    while (text.length < length);
    const from = Math.floor(random() * (text.length - length + 1));
    return text.slice(from, from + length);
  };
  const each = (make) => Array.from({ length: count }, make);
  return {
    // Drawn as they stand in texts, but for the hundred commonest, which have a line of their own.
    "one word": each(() => {
      let drawn;
      do drawn = rank();
      while (drawn < 100);
      return `${wordOf(drawn)} `;
    }),
    "two words": each(() => `${some(2).join(" ")} `),
    // Eight words of one comment and four of another: nothing has all of them.
    question: each(() => `${some(8).join(" ")} ${some(4).join(" ")}? `),
    "commonest word": [`${wordOf(0)} `],
    "a word of the ten commonest": Array.from({ length: 10 }, (_, i) => `${wordOf(i)} `),
    "word being typed": each(() => some(1)[0].slice(0, 5)),
    "word in a channel by somebody": each(() => `in:${pick(channels.filter(({ visibility }) => visibility === "public")).name} from:${pick(MEMBERS.slice(0, 50))} ${some(1)[0]} `),
    "mistyped word": each(() => {
      let word;
      do word = wordOf(rank());
      while (word.length < 8);
      return `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)} `;
    }),
  };
}

function id(prefix, n) {
  return `${prefix}_01${String(n).padStart(24, "0")}`;
}
