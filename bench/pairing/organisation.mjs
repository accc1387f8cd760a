// A made-up organisation with a past, as columns, and what it wants of a pair as one weighted sum.

const OFFICES = [-8, -7, -5, -5, 0, 0, 1, 1, 2, 5.5, 8, 10];
const DAY = 540;
/** What a pair with nothing against it weighs, and what is added or taken off. */
const WEIGHTS = { base: 2_000_000, repeat: 1_000_000, recency: 20_000, breach: 400_000, minute: 50, team: 40_000, department: 20_000, newcomer: 10_000, chance: 8191 };
const CAP = 240;
const LEAST = 60;

/**
 * Teams of about nine in seven departments, twelve offices round the world, one newcomer in twenty, and so many rounds at random behind them.
 * @param tools `sfc32`, `jitter` of core
 */
export function organisation(n, seed, rounds, { sfc32, jitter }) {
  const random = sfc32(seed);
  const teams = Math.max(2, Math.round(n / 9));
  const team = Int32Array.from({ length: n }, () => random.int(teams));
  const office = Uint8Array.from({ length: n }, () => random.int(OFFICES.length));
  const newcomer = Uint8Array.from({ length: n }, () => (random.int(20) === 0 ? 1 : 0));
  const common = Float64Array.from({ length: OFFICES.length ** 2 }, (_, at) => Math.max(0, DAY - 60 * Math.abs(OFFICES[Math.floor(at / OFFICES.length)] - OFFICES[at % OFFICES.length])));
  // Whom each met in each round, a person's rounds side by side.
  const met = new Int32Array(n * rounds);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let round = 0; round < rounds; round++) {
    random.shuffle(order);
    for (let k = 0; k + 1 < n; k += 2) {
      met[order[k] * rounds + round] = order[k + 1];
      met[order[k + 1] * rounds + round] = order[k];
    }
  }
  /** -1: never. */
  const lastMet = (i, j) => {
    for (let round = rounds - 1, at = i * rounds + round; round >= 0; round--, at--) if (met[at] === j) return round;
    return -1;
  };
  const minutes = (i, j) => common[office[i] * OFFICES.length + office[j]];

  function weight(i, j) {
    const shared = minutes(i, j);
    const last = lastMet(i, j);
    let sum = WEIGHTS.base + WEIGHTS.minute * Math.min(CAP, shared) + (jitter(seed, i, j) & WEIGHTS.chance);
    if (last >= 0) sum -= WEIGHTS.repeat + WEIGHTS.recency * last;
    if (shared < LEAST) sum -= WEIGHTS.breach;
    if (team[i] !== team[j]) sum += WEIGHTS.team;
    if (team[i] % 7 !== team[j] % 7) sum += WEIGHTS.department;
    if (newcomer[i] !== newcomer[j]) sum += WEIGHTS.newcomer;
    return sum;
  }

  /** More than any pairs are worth: everybody with the best of all mates, as far as there are newcomers. */
  function limit() {
    const newcomers = newcomer.reduce((sum, each) => sum + each, 0);
    const best = WEIGHTS.base + WEIGHTS.minute * CAP + WEIGHTS.chance + WEIGHTS.team + WEIGHTS.department;
    return (n / 2) * best + Math.min(newcomers, n / 2) * WEIGHTS.newcomer;
  }

  function faults(mate) {
    const counts = { repeats: 0, breaches: 0, sameTeam: 0 };
    for (let i = 0; i < n; i++) {
      const j = mate[i];
      if (j < i) continue;
      if (lastMet(i, j) >= 0) counts.repeats++;
      if (minutes(i, j) < LEAST) counts.breaches++;
      if (team[i] === team[j]) counts.sameTeam++;
    }
    return counts;
  }

  return { weight, limit, faults };
}
