/** A hue in degrees, always the same for an id (FNV-1a, 32 bits). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % 360;
}

/** The first sign of the first and of the last word; one sign for a name without spaces. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = firstSign(words[0] ?? "");
  return words.length > 1 ? first + firstSign(words.at(-1) ?? "") : first;
}

/** What a reader takes for one character: a letter with its marks, an emoji of several parts. */
function firstSign(word: string): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) return segment.toLocaleUpperCase();
  return "";
}
