// The same made-up workspace for every server: threads in 20 channels, comments and channels skewed as people skew them (Zipf), and
// how far the asking member has read. Nothing here is random from run to run.

export const WORKSPACE = "acme";
export const ME = "member-0";
export const MEMBERS = Array.from({ length: 200 }, (_, i) => `member-${i}`);
const CHANNEL_COUNT = 20;
const MOST_COMMENTS = 300;
const START = Date.UTC(2026, 0, 5, 9);
const MINUTE = 60_000;

/** The text of every comment, seeded or written while measuring: with the rest of the JSON it makes a body of about 300 bytes. Without markup, which the peer's has not either. */
export const TEXT =
  "Two of the five customers we asked had missed the notice, so let us move the date by a week and say why in the first line. " +
  "Ada has the list; I will write to the other three tomorrow. If nobody objects by Thursday, please go on with the second plan.";

/** @param {number} size how many threads */
export function makeData(size) {
  const random = mulberry32(size);
  const channels = Array.from({ length: CHANNEL_COUNT }, (_, i) => ({ id: id("chn", i), name: `channel-${i}` }));
  const pickChannel = zipf(CHANNEL_COUNT, random);
  const threads = Array.from({ length: size }, (_, i) => {
    const createdAt = START + i * MINUTE;
    // P(at least k comments) = k^-1.2: most threads have one or two, a few have hundreds.
    const commentCount = Math.min(MOST_COMMENTS, Math.floor((1 - random()) ** (-1 / 1.2)));
    const reading = random();
    return {
      id: id("thr", i),
      channel: pickChannel(),
      author: MEMBERS[Math.floor(random() * MEMBERS.length)],
      commentCount,
      createdAt,
      activeAt: createdAt + Math.floor(commentCount * random() * 60) * MINUTE,
      // 40 % never opened, 30 % read to the end, 30 % read in part.
      position: reading < 0.4 ? null : reading < 0.7 ? commentCount : Math.floor(commentCount * random()),
      mentioned: random() < 0.02,
    };
  });
  return { channels, threads };
}

/** The channel with the most threads: 28 % of them. */
export const LARGEST = 0;

function id(prefix, n) {
  return `${prefix}_01${String(n).padStart(24, "0")}`;
}

/** Draws 0 … n-1, k with weight 1 / (k + 1). */
function zipf(n, random) {
  const weights = Array.from({ length: n }, (_, k) => 1 / (k + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return () => {
    let left = random() * total;
    return Math.max(0, weights.findIndex((weight) => (left -= weight) < 0));
  };
}

/** Tommy Ettinger's small generator (public domain); enough for test data. */
export function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
