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
 * Text without what deceives the eye or breaks a database: NUL, the bidirectional embeddings, overrides and isolates (U+202A–202E,
 * U+2066–2069), and halves of surrogate pairs (which become U+FFFD).
 */
export function cleanText(text: string): string {
  return text.replace(/[\0\u202a-\u202e\u2066-\u2069]/g, "").replace(/\p{Cs}/gu, "\ufffd");
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
