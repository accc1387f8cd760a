import type { ZipPart } from "./zip.fixture.ts";

export interface MadeExport {
  messages: number;
  channels: number;
  /** Conversations of two. */
  directs: number;
  people: number;
  days: number;
  /** Milliseconds; a midnight. */
  start: number;
  random: () => number;
}

interface Made {
  [field: string]: unknown;
  ts: string;
}

const WORDS = "the a we build release branch after before test server client note today tomorrow agree question answer window paper river garden never always think about change list reader meeting customer invoice deploy Monday review small large fix broken why".split(" ");

/**
 * An export of a workspace that never was, day by day: people who write in the message field (rich text), answers in threads that go on for days, reactions,
 * edits, files, bots, notices. A share of rarer words follows Zipf's law, as it does where people write.
 */
export function* madeExport({ messages, channels, directs, people, days, start, random }: MadeExport): Generator<ZipPart> {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const userIds = Array.from({ length: people }, (_, i) => `U${String(i).padStart(8, "0")}`);
  const json = (value: unknown) => JSON.stringify(value, null, 4);
  const conversation = (prefix: string, i: number, members: string[]) => ({ id: `${prefix}${String(i).padStart(8, "0")}`, created: start / 1000, members });
  const channelList = Array.from({ length: channels }, (_, i) => ({ ...conversation("C", i, userIds.filter(() => random() < 0.3)), name: `channel-${i}`, is_archived: i % 17 === 16, topic: { value: "" }, purpose: { value: `What belongs to ${i}` } }));
  const privates = channelList.filter((_, i) => i % 6 === 5);
  const directList = Array.from({ length: directs }, (_, i) => conversation("D", i, [userIds[i % people]!, userIds[(i * 7 + 1) % people]!]));
  yield { name: "users.json", content: json(userIds.map((id, i) => ({ id, name: `person${i}`, deleted: i % 20 === 19, tz: "Europe/Lisbon", updated: start / 1000, profile: { real_name: `Person Number ${i}`, display_name: i % 3 === 0 ? `P${i}` : "", email: `person${i}@example.org`, image_72: `https://pictures.example.org/${i}.png` } }))) };
  yield { name: "channels.json", content: json(channelList.filter((one) => !privates.includes(one))) };
  yield { name: "groups.json", content: json(privates) };
  yield { name: "dms.json", content: json(directList) };

  const word = () => (random() < 0.8 ? pick(WORDS) : `w${Math.floor(1 / (random() + 1e-5))}`);
  const sentence = () => Array.from({ length: 4 + Math.floor(random() * 12) }, word).join(" ");
  const elementsOf = (): object[] => {
    const parts: object[] = [{ type: "text", text: `${sentence()}. ` }];
    if (random() < 0.25) parts.push({ type: "user", user_id: pick(userIds) }, { type: "text", text: ` ${sentence()}` });
    if (random() < 0.15) parts.push({ type: "link", url: `https://example.org/${word()}/${Math.floor(random() * 1e6)}` });
    if (random() < 0.15) parts.push({ type: "emoji", name: pick(["smile", "thumbsup", "partyparrot"]) });
    if (random() < 0.2) parts.push({ type: "text", text: word(), style: { bold: true } }, { type: "text", text: ` ${sentence()}\n${sentence()}` });
    if (random() < 0.1) parts.push({ type: "text", text: `run_${word()}()`, style: { code: true } });
    return parts;
  };
  const messageAt = (at: number, from: readonly string[], thread: string | null): Made => {
    const ts = `${Math.floor(at / 1000)}.${String(Math.floor(random() * 1e6)).padStart(6, "0")}`;
    const elements: object[] = [{ type: "rich_text_section", elements: elementsOf() }];
    if (random() < 0.06) elements.push({ type: "rich_text_list", style: "bullet", indent: 0, elements: [1, 2, 3].map(() => ({ type: "rich_text_section", elements: [{ type: "text", text: sentence() }] })) });
    if (random() < 0.03) elements.push({ type: "rich_text_preformatted", elements: [{ type: "text", text: `${sentence()}\n${sentence()}` }] });
    return {
      ...{ type: "message", ts, user: pick(from), text: sentence(), blocks: [{ type: "rich_text", block_id: "b", elements }], team: "T1" },
      ...(thread === null ? {} : { thread_ts: thread, parent_user_id: from[0] }),
      ...(random() < 0.05 && { edited: { user: from[0], ts: `${Math.floor(at / 1000) + 60}.000000` } }),
      ...(random() < 0.15 && { reactions: [{ name: pick(["+1", "tada", "eyes", "partyparrot"]), users: [pick(userIds), pick(userIds)], count: 2 }] }),
      ...(random() < 0.03 && { files: [{ id: "F1", name: "plan.pdf", mimetype: "application/pdf", size: 52_341, permalink: "https://made.slack.com/files/F1" }] }),
    };
  };

  const all = [...channelList.map((one) => ({ folder: one.name, members: one.members })), ...directList.map((one) => ({ folder: one.id, members: one.members }))];
  // Some talk much and most little.
  const weights = all.map((_, i) => 1 / (i + 3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let written = 0;
  for (const [index, { folder, members }] of all.entries()) {
    const wanted = index === all.length - 1 ? messages - written : Math.round((messages * weights[index]!) / total);
    written += wanted;
    let open: string[] = [];
    for (let day = 0, left = wanted; day < days && left > 0; day++) {
      const count = day === days - 1 ? left : Math.min(left, Math.round((left / (days - day)) * 2 * random()));
      if (count === 0) continue;
      left -= count;
      const midnight = start + day * 86_400_000;
      const list = Array.from({ length: count }, (_, i): Made => {
        const at = midnight + 8 * 3_600_000 + Math.floor((i / count) * 9 * 3_600_000);
        if (open.length > 0 && random() < 0.5) return messageAt(at, members.length > 0 ? members : userIds, pick(open));
        const root = messageAt(at, members.length > 0 ? members : userIds, null);
        if (random() < 0.12) {
          Object.assign(root, { thread_ts: root.ts, reply_count: 2 });
          open = [...open.slice(-5), root.ts];
        }
        return root;
      });
      yield { name: `${folder}/${new Date(midnight).toISOString().slice(0, 10)}.json`, content: json(list) };
    }
  }
}
