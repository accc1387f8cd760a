import { newId, type PairingId, type ProgramId } from "@meanwhile/core";
import { createMeanwhile, type Meanwhile, type User } from "@meanwhile/node";
import { network, TEAMS } from "./network.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far to go on: to the next morning, to just after the next round, or by three rounds. */
export type Step = "day" | "round" | "rounds";

/** A program of forty people on a clock of its own, kept in memory: it begins anew with the server. */
export interface Meetups {
  meanwhile: Meanwhile;
  programId: ProgramId;
  now(): number;
  /** Moves the clock. All but `except` live through the time in between: they take times, and mostly meet. */
  move(step: Step, except?: string): Promise<void>;
}

/** @param userOf who is signed in, of the six who can be */
export async function openMeetups(userOf: (request: Request) => string | undefined): Promise<Meetups> {
  // So that the third round comes today or in the week after: what it proposes is still to come on the visitor's own clock.
  let instant = Date.now() - 28 * DAY;
  const meanwhile = createMeanwhile({
    database: "memory://meetups",
    basePath: "/api/meetups",
    clock: { now: () => instant },
    jobs: false,
    rateLimit: false,
    resolveUser: (request) => network.find(({ id }) => id === userOf(request)) ?? null,
  });
  await meanwhile.ready();
  const programId = await seed(meanwhile, instant);
  const lived = new Map<PairingId, "planned" | "answered">();

  async function goTo(until: number, except?: string): Promise<void> {
    while (instant < until) {
      instant = Math.min(until, instant + 12 * HOUR);
      await meanwhile.jobs.tick(instant);
      await live(except);
    }
  }

  async function live(except?: string): Promise<void> {
    const host = { actor: network[0]! };
    const [latest] = (await meanwhile.api.rounds.list({ programId, limit: 1 }, host)).data;
    if (!latest) return;
    const age = instant - Date.parse(latest.drawnAt);
    if (age < DAY) return;
    const { groups, number } = await meanwhile.api.rounds.get({ roundId: latest.id }, host);
    for (const [place, { pairingId, members }] of groups.entries()) {
      if (!pairingId) continue;
      const present = members.filter(({ id }) => id !== except).map(({ id }) => network.find((user) => user.id === id)!);
      const meets = (place * 7 + number * 3) % 10 < 8;
      if (!lived.has(pairingId) && members.length === present.length) await plan(pairingId, present[0]!, meets);
      lived.set(pairingId, lived.get(pairingId) ?? "planned");
      if (age < 11 * DAY || lived.get(pairingId) === "answered") continue;
      for (const [index, actor] of present.entries()) if ((place + index + number) % 4 > 0) await meanwhile.api.pairings.answer({ pairingId, met: meets ? "yes" : "no" }, { actor });
      lived.set(pairingId, "answered");
    }
  }

  async function plan(pairingId: PairingId, actor: User, meets: boolean): Promise<void> {
    const { times } = await meanwhile.api.pairings.get({ pairingId }, { actor });
    const time = times.find(({ from }) => Date.parse(from) > instant);
    if (meets && time) await meanwhile.api.pairings.setMeeting({ pairingId, from: time.from }, { actor });
  }

  async function move(step: Step, except?: string): Promise<void> {
    if (step === "day") return goTo(instant + DAY, except);
    for (let rounds = step === "round" ? 1 : 3; rounds > 0; rounds--) {
      const { nextRoundAt } = await meanwhile.api.programs.get({ programId }, { actor: network[0]! });
      if (nextRoundAt) await goTo(Date.parse(nextRoundAt) + HOUR, except);
    }
  }

  await move("rounds");
  let turn: Promise<unknown> = Promise.resolve();
  return {
    meanwhile,
    programId,
    now: () => instant,
    // Two at once would live through the same days.
    move: (step, except) => (turn = turn.then(() => move(step, except), () => move(step, except))) as Promise<void>,
  };
}

async function seed({ api }: Meanwhile, now: number): Promise<ProgramId> {
  for (const person of network) await api.members.me({}, { actor: person });
  const marta = { actor: network.find(({ id }) => id === "marta")! };
  const group = async (name: string, memberIds: string[]) => {
    const groupId = newId("grp", now);
    await api.groups.put({ groupId, name, memberIds }, marta);
    return groupId;
  };
  const teams = [];
  for (const team of TEAMS) teams.push(await group(team, network.filter((person) => person.team === team).map(({ id }) => id)));
  const everybody = await group("Everybody", network.map(({ id }) => id));
  const program = await api.programs.create(
    {
      name: "A cup with somebody else",
      description: "Every second Monday two people of our network who would not meet otherwise get half an hour, and something to talk about.",
      audience: { kind: "group", groupId: everybody },
      kind: "cross_team",
      teams,
      cadence: { everyWeeks: 2, weekday: 1, time: "10:00", timeZone: "Europe/Lisbon", startsOn: new Date(now).toISOString().slice(0, 10) },
    },
    marta,
  );
  return program.id;
}

