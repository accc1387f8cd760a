import { EMOJI_NAMES } from "./slack.emoji.table.ts";

let table: Map<string, string> | undefined;

/**
 * The character behind a short name, `thumbsup` or `thumbsup::skin-tone-3`; nothing where it is one of a workspace's own.
 */
export function emojiNamed(written: string): string | undefined {
  table ??= readTable();
  const [name, ...tones] = written.split("::");
  const found = table.get(name!);
  if (found === undefined || tones.length === 0) return found;
  const tone = /^skin-tone-([2-6])$/.exec(tones[0]!)?.[1];
  return tone === undefined ? found : toned(found, String.fromCodePoint(0x1f3fb + Number(tone) - 2));
}

/** The tone stands behind the first sign, in the place of what asks for a picture. */
function toned(emoji: string, tone: string): string {
  const [first, ...rest] = emoji;
  return /\p{Emoji_Modifier_Base}/u.test(first!) ? `${first}${tone}${rest.join("").replace(/^\ufe0f/, "")}` : emoji;
}

function readTable(): Map<string, string> {
  const names = new Map<string, string>();
  for (const entry of EMOJI_NAMES.split(",")) {
    const [character, ...shorts] = entry.split(" ");
    for (const short of shorts) names.set(short, character!);
  }
  return names;
}
