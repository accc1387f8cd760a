import { zipOf, type ZipPart } from "./zip.fixture.ts";

const at = (day: string, time: string, micro = "000000") => `${Date.parse(`${day}T${time}Z`) / 1000}.${micro}`;
const words = (...elements: object[]) => [{ type: "rich_text", block_id: "b1", elements: [{ type: "rich_text_section", elements }] }];

/** Times that several messages name. */
const TS = {
  root: at("2024-03-04", "09:00:00", "000100"),
  reply: at("2024-03-05", "08:00:00", "000200"),
  broadcast: at("2024-03-05", "10:00:00", "000300"),
  gone: at("2024-03-05", "11:00:00", "000400"),
};

/** A small export of a garden's crew, with what real ones have. */
export const CREW: Record<string, unknown> = {
  "users.json": [
    { id: "U1", name: "ada", tz: "Europe/Lisbon", profile: { display_name: "Ada", real_name: "Ada Fern", email: "Ada@garden.example.org", image_72: "https://pictures.example.org/ada-72.png" } },
    { id: "U2", name: "ben", real_name: "Ben Moss", tz: "Mars/Olympus", profile: { display_name: "", image_192: "javascript:alert(1)" } },
    { id: "U3", name: "cleo", deleted: true, updated: 1_700_000_000, profile: { real_name: "Cleo Bark" } },
    { id: "U4", name: "guest", is_restricted: true, profile: { real_name: "Gus Vale" } },
    { id: "U5", name: "sprinkler", is_bot: true, profile: { real_name: "Sprinkler", bot_id: "B5" } },
    { name: "nobody" },
  ],
  "channels.json": [
    { id: "C1", name: "garden", created: 1_600_000_000, members: ["U1", "U2", "U4", "U9"], purpose: { value: "All that grows &amp; <https://garden.example.org|our page>" }, topic: { value: "Spring" } },
    { id: "C2", name: "old-beds", created: 1_600_000_000, is_archived: true, members: [], purpose: { value: "" }, topic: { value: "" } },
    { name: "without an id" },
  ],
  "groups.json": [{ id: "G1", name: "budget", created: 1_600_000_100, members: ["U1"], purpose: { value: "" }, topic: { value: "" } }],
  "dms.json": [{ id: "D1", created: 1_600_000_200, members: ["U1", "U2"] }],
  "mpims.json": [{ id: "G2", name: "mpdm-ada--ben--cleo-1", created: 1_600_000_300, members: ["U1", "U2", "U3"] }],
  "integration_logs.json": [{ service_type: "Sprinkler" }],
  "garden/2024-03-04.json": [
    { type: "message", subtype: "channel_join", user: "U1", text: "<@U1> has joined the channel", ts: at("2024-03-04", "08:00:00") },
    {
      ...{ type: "message", user: "U1", ts: TS.root, thread_ts: TS.root, reply_count: 2, text: "Which beds, *please*?" },
      blocks: words({ type: "text", text: "Which " }, { type: "text", text: "beds", style: { bold: true } }, { type: "text", text: ", " }, { type: "user", user_id: "U2" }, { type: "text", text: "? 2 * 3 " }, { type: "emoji", name: "thumbsup" }, { type: "emoji", name: "sprout-own" }),
      edited: { user: "U1", ts: at("2024-03-04", "09:05:00") },
      reactions: [
        { name: "+1::skin-tone-3", users: ["U2", "U3"], count: 2 },
        { name: "sprout-own", users: ["U2"], count: 1 },
        { name: "Ünlucky", users: ["U2"], count: 1 },
        { name: "eyes", users: ["U99"], count: 1 },
      ],
    },
    { type: "message", user: "U2", text: "Anybody at the &lt;gate&gt;? <!here> <#C1|> <#G1> <https://garden.example.org/a_b|the _plan_>", ts: at("2024-03-04", "12:00:00") },
    { type: "message", user: "U2", text: "Anybody, again", ts: at("2024-03-04", "12:00:00") },
    { type: "message", subtype: "bot_message", bot_id: "B5", text: "", ts: at("2024-03-04", "13:00:00"), attachments: [{ title: "Bed 3 is dry", title_link: "https://sprinkler.example.org/3", text: "Moisture *12 %*", fields: [{ title: "Since", value: "Monday" }], fallback: "dry" }] },
    { type: "message", subtype: "bot_message", username: "Weather", text: "Rain at 14:00", ts: at("2024-03-04", "13:30:00") },
    { type: "message", user: "U3", text: "See <https://garden.example.org/plan>", ts: at("2024-03-04", "14:00:00"), attachments: [{ from_url: "https://garden.example.org/plan", title: "The plan", text: "…" }] },
    {
      ...{ type: "message", user: "U1", text: "", ts: at("2024-03-04", "15:00:00") },
      files: [
        { id: "F1", name: "plan.pdf", title: "The plan", mimetype: "application/pdf", size: 52_341, permalink: "https://garden.slack.com/files/U1/F1/plan.pdf", url_private: "https://files.slack.com/F1/plan.pdf?t=xoxe-secret-1" },
        { id: "F2", name: "photo.jpg", mimetype: "image/jpeg", size: 1_900_000, url_private: "https://files.slack.com/F2/photo.jpg?t=xoxe-secret-2&x=1" },
        { id: "F3", mode: "tombstone" },
      ],
    },
    { type: "message", subtype: "me_message", user: "U2", text: "waters the roses", ts: at("2024-03-04", "16:00:00") },
    { type: "message", user: "U77", user_profile: { real_name: "Visitor Vi" }, text: "Hello from next door", ts: at("2024-03-04", "17:00:00") },
    { type: "message", text: "Who am I?", ts: at("2024-03-04", "18:00:00") },
    { type: "message", user: "U1", text: "when?", ts: "soon" },
  ],
  "garden/2024-03-05.json": [
    { type: "message", user: "U2", text: "The south ones.", ts: TS.reply, thread_ts: TS.root, parent_user_id: "U1" },
    { type: "message", subtype: "thread_broadcast", user: "U1", text: "Settled: south.", ts: TS.broadcast, thread_ts: TS.root, root: { ts: TS.root } },
    { type: "message", subtype: "tombstone", user: "USLACKBOT", text: "This message was deleted.", hidden: true, ts: TS.gone, thread_ts: TS.gone, reply_count: 1 },
    { type: "message", user: "U2", text: "Why did you delete it?", ts: at("2024-03-05", "11:30:00"), thread_ts: TS.gone },
    { type: "message", subtype: "tombstone", user: "USLACKBOT", text: "This message was deleted.", hidden: true, ts: at("2024-03-05", "12:00:00") },
    { type: "message", user: "U1", text: "Asked before this export began", ts: at("2024-03-05", "12:30:00"), thread_ts: at("2023-12-01", "08:00:00") },
  ],
  "garden/2024-03-06.json": "[{ this is no JSON",
  "budget/2024-03-04.json": [{ type: "message", user: "U1", text: "Secret: 300 for the pond", ts: at("2024-03-04", "10:00:00") }],
  "D1/2024-03-04.json": [{ type: "message", user: "U1", text: "Just us two", ts: at("2024-03-04", "10:00:00") }],
  "D1/2024-03-20.json": [{ type: "message", user: "U2", text: "Still just us", ts: at("2024-03-20", "10:00:00") }],
  "D1/2024-04-01.json": [{ type: "message", user: "U2", text: "April!", ts: at("2024-04-01", "10:00:00") }],
  "mpdm-ada--ben--cleo-1/2024-03-04.json": [{ type: "message", user: "U3", text: "We three", ts: at("2024-03-04", "10:00:00") }],
  "left-over/2024-03-04.json": [{ type: "message", user: "U1", text: "Of a channel nobody lists", ts: at("2024-03-04", "10:00:00") }],
  "__uploads/F1/plan.pdf": "%PDF",
};

/** The archive; with changes, where a value of `undefined` takes a part out. */
export function crewExport(changes: Record<string, unknown> = {}, root = ""): Buffer {
  return zipOf(partsOf({ ...CREW, ...changes }, root));
}

function partsOf(files: Record<string, unknown>, root = ""): ZipPart[] {
  return Object.entries(files)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name: root + name, content: typeof value === "string" ? value : JSON.stringify(value) }));
}
