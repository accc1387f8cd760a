import type { Contract, Input, ProgramId, Round } from "@meanwhile/core";
import type { Db } from "../db/index.ts";
import type { MeanwhileOptions } from "../meanwhile.ts";
import { type Person, testWorkspace, type TestWorkspace } from "../testing/workspace.ts";

/** Every second Monday at ten in Lisbon; the first is an hour after a test workspace begins, on Monday 5 January 2026. */
export const CADENCE = { everyWeeks: 2, weekday: 1, time: "10:00", timeZone: "Europe/Lisbon", startsOn: "2026-01-05" };

/** `p1`, `p2` … in a channel, of whom the first begins a program for it. */
export async function pairing(db: Db, count: number, more: Partial<Input<Contract["programs"]["create"]>> = {}, options: MeanwhileOptions = {}) {
  const here = testWorkspace(db, options);
  const people = Array.from({ length: count }, (_, i) => here.person(`P${i + 1}`));
  for (const person of people) await person.client.members.me();
  const [host] = people as [Person, ...Person[]];
  const channel = await host.client.channels.create({ name: "Coffee" });
  await host.client.channels.addMembers({ channelId: channel.id, memberIds: people.slice(1).map(({ user }) => user.id) });
  const program = await host.client.programs.create({ name: "Coffee", audience: { kind: "channel", channelId: channel.id }, cadence: CADENCE, ...more });
  return { here, people, host, channel, program };
}

export async function moveTo(here: TestWorkspace, at: string): Promise<void> {
  here.clock.advance(Date.parse(at) - here.clock.now());
  await here.meanwhile.jobs.tick(here.clock.now());
}

/** The newest draw of the newest round, as its host sees it. */
export async function newest({ client }: Person, programId: ProgramId): Promise<Round> {
  const [summary] = (await client.rounds.list({ programId })).data;
  return client.rounds.get({ roundId: summary!.id });
}

/** Who was left out, and why. */
export function leftOut({ out }: Pick<Round, "out">): Record<string, string> {
  return Object.fromEntries(out.map(({ member, reason }) => [member.id, reason]));
}

/** Who is with whom, each group and all of them in order. */
export function membersOf(groups: readonly { members: readonly { id: string }[] }[]): string[][] {
  return groups.map(({ members }) => members.map(({ id }) => id).sort()).sort();
}
