import type { Member, WorkingHours } from "@meanwhile/core";
import { MemberAvatar, useMembers } from "@meanwhile/react";
import { type ReactElement, useEffect, useState } from "react";
import { dayOf, daysInWords, isAway, isWorking, onMyClock, timeOf } from "../clock.ts";
import type { Person } from "../../shared.ts";
import { TeamNav } from "../TeamNav.tsx";
import { shortDay } from "../useOrders.ts";
import { usePageTitle } from "../usePageTitle.ts";

export function Team({ people }: { people: readonly Person[] }): ReactElement {
  usePageTitle("Team");
  const { data: members, error } = useMembers();
  const now = useMinute();
  const workOf = (id: string) => {
    const person = people.find((one) => one.id === id);
    return person && `${person.work}, ${person.place}`;
  };
  return (
    <div className="page">
      <h1>Team</h1>
      <TeamNav />
      <p className="lead">When each of us works, on their own clock and on yours. Nobody is expected to answer outside of it.</p>
      {error && <p role="alert">The team could not be loaded.</p>}
      <ul className="team">
        {members.map((member) => (
          <li key={member.id}>
            <MemberAvatar member={member} size={44} />
            <div>
              <h2>{member.name}</h2>
              <p className="quiet">{workOf(member.id)}</p>
            </div>
            <p className="team-now">
              <strong>{timeOf(now, member.timeZone)}</strong>
              {dayOf(now, member.timeZone) !== dayOf(now) && ` ${dayOf(now, member.timeZone)}`}
            </p>
            <p className="team-state">{stateOf(member, members, now)}</p>
            {member.workingHours && <Hours timeZone={member.timeZone} hours={member.workingHours} now={now} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function stateOf(member: Member, members: readonly Member[], now: number): string {
  if (isAway(member, now)) {
    const stand = members.find(({ id }) => id === member.away?.handOffTo);
    const until = member.away?.to ? `Away until ${shortDay(member.away.to)}` : "Away";
    return stand ? `${until}; ask ${stand.name.split(" ")[0]}` : until;
  }
  return isWorking(member, now) ? "At work now" : "Off work now";
}

/** "Mon to Fri, 10:00–18:30 there", and what that is for the reader. */
function Hours({ timeZone, hours, now }: { timeZone: string; hours: WorkingHours; now: number }): ReactElement {
  const from = onMyClock(hours.from, timeZone, now);
  const to = onMyClock(hours.to, timeZone, now);
  const theirs = `${daysInWords(hours.days)}, ${hours.from}–${hours.to}`;
  if (from === hours.from && to === hours.to) return <p className="quiet">{theirs}</p>;
  return (
    <p className="quiet">
      {theirs} there,
      <br />
      {from}–{to} for you
    </p>
  );
}

/** The present, to the minute. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
