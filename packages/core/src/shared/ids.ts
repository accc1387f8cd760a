/** What an id names, by its prefix. A host's own ids (members, workspaces, subjects) are kept as they are and have none. */
export type IdPrefix = "chn" | "thr" | "cmt" | "dcs" | "prp" | "grp" | "prg" | "rnd" | "pair" | "inb" | "und" | "srch" | "op" | "req" | "evt" | "whk" | "msg";

/** A TypeID: a prefix, an underscore, and a UUIDv7 in 26 characters of lower-case Crockford base 32. Sorts by time as text. */
export type Id<P extends IdPrefix = IdPrefix> = `${P}_${string}` & { readonly __id: P };

export type ChannelId = Id<"chn">;
export type ThreadId = Id<"thr">;
export type CommentId = Id<"cmt">;
export type DecisionId = Id<"dcs">;
export type ProposalId = Id<"prp">;
export type GroupId = Id<"grp">;
export type ProgramId = Id<"prg">;
export type RoundId = Id<"rnd">;
export type PairingId = Id<"pair">;
export type InboxItemId = Id<"inb">;
export type UndoId = Id<"und">;
export type WebhookId = Id<"whk">;
export type WebhookDeliveryId = Id<"msg">;
export type SavedSearchId = Id<"srch">;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Makes an id. The first 48 bits are `now` (milliseconds), the rest is random, as RFC 9562 §5.7 says; the text form is TypeID 0.3.
 * Two ids made in the same millisecond are unique but unordered.
 *
 * @param now milliseconds since the epoch
 * @param random fills the array it is given; `crypto.getRandomValues` unless told
 */
export function newId<P extends IdPrefix>(
  prefix: P,
  now: number,
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown = (bytes) => crypto.getRandomValues(bytes),
): Id<P> {
  const bytes = new Uint8Array(16);
  random(bytes);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `${prefix}_${encode(bytes)}` as Id<P>;
}

/** True when `value` is a well-formed id with that prefix. */
export function isId<P extends IdPrefix>(prefix: P, value: unknown): value is Id<P> {
  return typeof value === "string" && value.startsWith(`${prefix}_`) && TYPE_ID.test(value.slice(prefix.length + 1));
}

/** The 26 characters after the prefix: 128 bits in base 32, so the first one is at most 7. */
export const TYPE_ID: RegExp = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** 16 bytes as 26 base-32 digits, two zero bits in front. */
function encode(bytes: Uint8Array): string {
  let bits = 0;
  let held = 2;
  let text = "";
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += ALPHABET[(bits >> held) & 31];
    }
    bits &= (1 << held) - 1;
  }
  return text;
}
