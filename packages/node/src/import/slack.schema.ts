import * as z from "zod";

/** What is not as it should be counts as missing: one odd field is no reason to lose a message. */
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const seconds = z.coerce.number().finite().nonnegative().optional().catch(undefined);
const ids = z.array(z.string()).catch([]).default([]);
const id = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const named = z.object({ value: text }).optional().catch(undefined);
const list = z.array(z.unknown()).catch([]).default([]);

/** Somebody in `users.json`. */
export const slackUserSchema = z.object({
  id,
  name: text,
  real_name: text,
  deleted: flag,
  is_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  tz: text,
  updated: seconds,
  profile: z
    .object({ display_name: text, real_name: text, email: text, bot_id: text, image_192: text, image_72: text, image_512: text })
    .catch({})
    .default({}),
});

/** A conversation, in `channels.json` and the like. */
export const slackConversationSchema = z.object({
  id,
  name: text,
  created: seconds,
  is_archived: flag,
  members: ids,
  topic: named,
  purpose: named,
});

const ts = z.string().regex(/^\d{9,11}(?:\.\d{1,6})?$/);

export const slackMessageSchema = z.object({
  ts,
  type: text,
  subtype: text,
  thread_ts: ts.optional().catch(undefined),
  user: text,
  bot_id: text,
  username: text,
  text,
  reply_count: z.number().optional().catch(undefined),
  user_profile: z.object({ display_name: text, real_name: text, image_72: text }).optional().catch(undefined),
  bot_profile: z.object({ name: text }).optional().catch(undefined),
  comment: z.object({ user: text, comment: text }).optional().catch(undefined),
  edited: z.object({ user: text, ts }).optional().catch(undefined),
  reactions: z
    .array(z.object({ name: z.string(), users: ids }).nullable().catch(null))
    .catch([])
    .default([]),
  blocks: list,
  attachments: list,
  files: list,
  file: z.unknown().optional(),
});

/** A file's card; its bytes are elsewhere. */
export const slackFileSchema = z.object({
  id: text,
  name: text,
  title: text,
  mimetype: text,
  size: z.number().nonnegative().optional().catch(undefined),
  mode: text,
  permalink: text,
  url_private: text,
  external_url: text,
});

/** What an app, or Slack itself for a link, set under a message. */
export const slackAttachmentSchema = z.object({
  pretext: text,
  author_name: text,
  title: text,
  title_link: text,
  text,
  fallback: text,
  footer: text,
  fields: z
    .array(z.object({ title: text, value: text }).nullable().catch(null))
    .catch([])
    .default([]),
  image_url: text,
  from_url: text,
  original_url: text,
  is_msg_unfurl: flag,
  is_share: flag,
  blocks: list,
  message_blocks: list,
});

export type SlackUser = z.infer<typeof slackUserSchema>;
export type SlackConversation = z.infer<typeof slackConversationSchema>;
export type SlackMessage = z.infer<typeof slackMessageSchema>;
