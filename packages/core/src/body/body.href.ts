/**
 * The link target to use for what somebody wrote, or `null` when nothing good can come of it. Lets through `http://`, `https://`, `mailto:`
 * and what is relative to the host (`/path`, `#part`), never `//elsewhere`. White space, control characters, backslashes and the like are
 * percent-encoded, since browsers drop or reinterpret them: `/\elsewhere` would leave the host.
 */
export function safeHref(written: string): string | null {
  const href = cleanText(written).trim().replace(NOT_IN_HREF, encodeURIComponent);
  return SAFE_HREF.test(href) && isUrl(href) ? href : null;
}

/**
 * Text without what deceives the eye, breaks a database, or cannot be said in Markdown (as `&#1;`, which stands for U+FFFD): control
 * characters other than tabs and line ends, code points that are no characters, the bidirectional embeddings, overrides and isolates
 * (U+202A–202E, U+2066–2069), and halves of surrogate pairs (which become U+FFFD).
 */
export function cleanText(text: string): string {
  return text.replace(/(?![\t\n\f\r])[\p{Cc}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/gu, "").replace(/\p{Cs}/gu, "\ufffd");
}

/** Could be opened from a page; `https://x">` could not. */
function isUrl(href: string): boolean {
  try {
    return Boolean(new URL(href, "https://host.invalid"));
  } catch {
    return false;
  }
}

const NOT_IN_HREF = /[\s\p{Cc}"<>\\^`{|}]/gu;
const SAFE_HREF = /^(?:https?:\/\/[^/?#]|mailto:[^?]|\/(?!\/)|#)/i;
