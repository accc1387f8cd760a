import type { Calendar, PairingTime } from "@meanwhile/core";
import { type Block, printMarkdown, type Text } from "@meanwhile/core/body";
import { toLocal } from "@meanwhile/core/time";
import type { ZoneSource } from "@meanwhile/core/time";
import { type Written, write } from "../comments/comments.body.ts";
import { memberZone } from "../members/members.calendar.ts";

/** Somebody as they are introduced. */
export interface Introduced {
  id: string;
  name: string;
  calendar: Calendar;
  team: string | null;
  newcomer: boolean;
}

const plain = (text: string): Text => ({ type: "text", text, marks: [] });
const bold = (text: string): Text => ({ type: "text", text, marks: ["bold"] });
const paragraph = (...content: Text[]): Block => ({ type: "paragraph", content });
const list = (items: Text[][]): Block => ({ type: "list", ordered: false, start: 1, items: items.map((content) => ({ checked: null, content: [{ type: "paragraph", content }] })) });

/** `Ada and Bo`, `Ada, Bo and Cy` */
export function namesOf(people: readonly { name: string }[]): string {
  const names = people.map(({ name }) => name);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** What a thread begins with: who meets, what there is to talk about, and when. */
export function opening(program: string, people: readonly Introduced[], prompts: readonly { text: string }[], times: readonly PairingTime[], zones: Pick<ZoneSource, "zone">): Written {
  const content: Block[] = [
    paragraph(plain(`${namesOf(people)}, you are to meet in this round of ${program}. Nobody but you sees this thread.`)),
    list(people.map((person) => [bold(person.name), plain(` ${introduction(person)}`)])),
  ];
  if (prompts.length > 0) content.push(paragraph(plain("Something to talk about, if you like:")), list(prompts.map(({ text }) => [plain(text)])));
  if (times.length > 0) content.push(paragraph(plain("Times that suit you all, in the hours you said you work:")), list(times.map((time) => [plain(timeText(time, people, zones))])));
  return write(printMarkdown({ version: 1, content }));
}

/** Half of the time is over, and no time is agreed on. */
export function reminder(people: readonly Pick<Introduced, "name" | "calendar">[], times: readonly PairingTime[], zones: Pick<ZoneSource, "zone">): Written {
  const content: Block[] = [paragraph(plain(`${namesOf(people)}, half of this round is over. If you have not found a time yet, any will do, and a quarter of an hour is fine.`))];
  if (times.length > 0) content.push(list(times.map((time) => [plain(timeText(time, people, zones))])));
  return write(printMarkdown({ version: 1, content }));
}

/** The round was drawn again, and they are not together any more. */
export function replacement(program: string, reason: string): Written {
  return write(printMarkdown({ version: 1, content: [paragraph(plain(`This round of ${program} was drawn again: ${reason.replaceAll(/\s+/g, " ").trim()}`)), paragraph(plain("You are with others now, in another thread. Of course you may meet all the same."))] }));
}

function introduction({ calendar: { timeZone, workingHours }, team, newcomer }: Introduced): string {
  const hours = workingHours ? `, ${workingHours.from}–${workingHours.to}` : "";
  return [`works in ${timeZone.replaceAll("_", " ")}${hours}`, ...(team === null ? [] : [`is in ${team}`]), ...(newcomer ? ["is new here"] : [])].join("; ");
}

/** `2026-01-06 15:00 for Ada, 10:00 for Bo` */
function timeText({ from }: PairingTime, people: readonly Pick<Introduced, "name" | "calendar">[], zones: Pick<ZoneSource, "zone">): string {
  let shown = "";
  return people
    .map(({ name, calendar }) => {
      const { date, time } = toLocal(memberZone(zones as ZoneSource, calendar.timeZone), from);
      const text = `${date === shown ? "" : `${date} `}${time} for ${name}`;
      shown = date;
      return text;
    })
    .join(", ");
}
