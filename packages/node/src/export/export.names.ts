/**
 * A name for a file, from words and an id: letters and digits of any script, which every file system takes, and the end of the id, by which
 * no two are the same.
 */
export function fileName(words: string, id: string, ending = ".md"): string {
  const slug = words
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  // 60 characters are at most 240 bytes, and a name may have 255.
  const tail = id.replace(/[^\p{L}\p{N}]/gu, "").slice(-10);
  return `${[...slug].slice(0, 48).join("").replace(/-+$/, "")}${slug === "" ? "" : "-"}${tail}${ending}`;
}

/** What YAML reads; JSON is a part of it. What is `null` is left out. */
export function frontMatter(fields: Record<string, unknown>): string {
  const lines = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return `---\n${lines.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join("")}---\n\n`;
}
