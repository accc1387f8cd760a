"use client";
import type { MemberRef, RoundGroup } from "@meanwhile/core";
import { type CSSProperties, type ReactElement, useMemo, useState } from "react";
import { hueOf, initialsOf } from "../members/avatar.ts";
import { knowsMeetings, meetsAgain } from "./pairingReasons.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

/** As many as a picture can show apart from each other. */
const MOST = 120;
const CENTRE = 200;

export interface RoundGraphProps {
  people: readonly MemberRef[];
  groups: readonly RoundGroup[];
  /** Up to two people. */
  chosen: readonly string[];
  onChoose: (id: string) => void;
}

/** People in a circle, by name, and lines between those who meet; who met before are joined by a broken line. A press chooses somebody. */
export function RoundGraph({ people, groups, chosen, onChoose }: RoundGraphProps): ReactElement | null {
  const labels = usePairingLabels();
  const [over, setOver] = useState<string | null>(null);
  const places = useMemo(() => new Map(people.map(({ id }, index) => [id, placeOf(index, people.length)])), [people]);
  if (people.length > MOST) return null;
  const radius = Math.max(4, Math.min(17, (Math.PI * 168) / people.length - 1.5));
  const lit = over === null ? chosen : [over];
  const isLit = (group: RoundGroup) => group.members.some(({ id }) => lit.includes(id));
  const known = groups.some(({ reasons }) => knowsMeetings(reasons));
  const again = groups.some(({ reasons }) => meetsAgain(reasons));
  const named = people.find(({ id }) => id === over);
  return (
    <figure className="mw-graph" data-lit={lit.length > 0 ? "" : undefined}>
      {/* The table says the same, and the two fields above choose the same: this is for eyes and pointers. */}
      <svg viewBox="0 0 400 400" role="img" aria-label={labels.previewGraph(people.length, groups.length)} onPointerLeave={() => setOver(null)}>
        {groups.map((group) =>
          linesOf(group.members).map(([a, b]) => {
            return <path key={`${a} ${b}`} d={curve(places.get(a)!, places.get(b)!)} data-again={meetsAgain(group.reasons) ? "" : undefined} data-lit={isLit(group) ? "" : undefined} />;
          }),
        )}
        {chosen.length === 2 && places.has(chosen[0]!) && places.has(chosen[1]!) && (
          <path className="mw-graph-asked" d={curve(places.get(chosen[0]!)!, places.get(chosen[1]!)!)} />
        )}
        {people.map((person) => {
          const { x, y } = places.get(person.id)!;
          return (
            <g key={person.id} className="mw-graph-person" style={{ "--mw-avatar-hue": hueOf(person.id) } as CSSProperties} data-chosen={chosen.includes(person.id) ? "" : undefined} onPointerEnter={() => setOver(person.id)} onClick={() => onChoose(person.id)}>
              <circle cx={x} cy={y} r={radius} />
              {radius >= 9 && (
                <text x={x} y={y} fontSize={radius * 0.8}>
                  {initialsOf(person.name)}
                </text>
              )}
            </g>
          );
        })}
        <text className="mw-graph-name" x={CENTRE} y={CENTRE}>
          {named?.name ?? ""}
        </text>
      </svg>
      <figcaption className="mw-meta mw-graph-legend">
        <span>
          <i aria-hidden />
          {known ? labels.legendFirst : labels.legendOther}
        </span>
        {again && (
          <span>
            <i aria-hidden data-again="" />
            {labels.legendAgain}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

interface Place {
  x: number;
  y: number;
}

/** Bent towards the middle, so that neighbours are seen to be joined too. */
function curve(from: Place, to: Place): string {
  const bend = (a: number, b: number) => Math.round(CENTRE + ((a + b) / 2 - CENTRE) * 0.55);
  return `M${from.x} ${from.y} Q${bend(from.x, to.x)} ${bend(from.y, to.y)} ${to.x} ${to.y}`;
}

function placeOf(index: number, count: number): Place {
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: Math.round(CENTRE + 178 * Math.cos(angle)), y: Math.round(CENTRE + 178 * Math.sin(angle)) };
}

function linesOf(members: readonly MemberRef[]): [string, string][] {
  return members.flatMap((one, index) => members.slice(index + 1).map((other): [string, string] => [one.id, other.id]));
}
