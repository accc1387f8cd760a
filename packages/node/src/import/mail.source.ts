import PostalMime, { type Attachment } from "postal-mime";
import { decodeUtf8, type Head, isCharset } from "./mail.head.ts";
import { latin1 } from "./mbox.ts";

/** A message's words, decoded, and what came with it. */
export interface MailSource {
  /** Plain text; `null` where there is only HTML, or what is plain is beside the point. */
  text: string | null;
  html: string | null;
  /** Some of the text is in `format=flowed` (RFC 3676), still to be joined. */
  flowed: boolean;
  attachments: { name: string; bytes: number }[];
}

/**
 * Takes a message apart. postal-mime reads MIME, transfer encodings and charsets; what archives get wrong is mended before: a body in an
 * 8-bit charset that nobody named, names of charsets that nobody knows.
 *
 * @throws Error for what cannot be taken apart: parts nested without end
 */
export async function readSource(bytes: Uint8Array<ArrayBuffer>, head: Head, bodyStart: number): Promise<MailSource> {
  const raw = latin1(bytes.subarray(bodyStart));
  const { body, flowed } = withoutFlowed(bytes.subarray(bodyStart), raw);
  const type = typeOf(head, body, raw);
  const headers = [`Content-Type: ${type.replace(FLOWED, "$1x-$2")}`];
  for (const name of ["content-transfer-encoding", "content-disposition"]) if (head.has(name)) headers.push(`${name}: ${head.get(name)}`);
  const prefix = new TextEncoder().encode(`${headers.join("\r\n")}\r\n\r\n`);
  const message = new Uint8Array(prefix.length + body.length);
  message.set(prefix);
  message.set(body, prefix.length);

  const email = await PostalMime.parse(message, { maxNestingDepth: 50 });
  const text = email.text?.trim() ? email.text : null;
  const html = email.html?.trim() ? email.html : null;
  if (text === null && html === null && email.attachments.length === 0 && /^\s*multipart\//i.test(type)) {
    // No boundary is where its head says: what there is, is read as it is.
    return { text: decodeUtf8(body) ?? raw, html: null, flowed: false, attachments: [] };
  }
  return {
    text: html !== null && leadsWithHtml(type, raw) ? null : text,
    html,
    flowed: flowed || FLOWED.test(type),
    attachments: email.attachments.filter(isWorthNaming).map(({ filename, mimeType, content }) => ({ name: filename?.trim() || mimeType, bytes: sizeOf(content) })),
  };
}

const FLOWED = /(;\s*)(format\s*=\s*"?flowed)/i;

/** Parts are joined here and not by the parser, which would join quoted lines with their `>`. */
function withoutFlowed(body: Uint8Array<ArrayBuffer>, raw: string): { body: Uint8Array<ArrayBuffer>; flowed: boolean } {
  let changed: Uint8Array<ArrayBuffer> | null = null;
  for (const match of raw.matchAll(/^content-type:[^\n]{0,500}(?:\n[ \t][^\n]{0,500}){0,5}/gim)) {
    const at = match[0].search(/format\s*=\s*"?flowed/i);
    if (at < 0) continue;
    changed ??= body.slice();
    changed[match.index + at] = 0x78;
  }
  return { body: changed ?? body, flowed: changed !== null };
}

/** The content type to read the message by. */
function typeOf(head: Head, body: Uint8Array<ArrayBuffer>, raw: string): string {
  const written = head.get("content-type") ?? "text/plain";
  if (/^\s*(?:multipart|message)\//i.test(written)) return written;
  const type = /^\s*[\w.+-]+\/[\w.+-]+/.test(written) ? written : "text/plain";
  const named = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type);
  if (named && (isCharset(named[1]!) || KNOWN_TO_PARSER.test(named[1]!))) return type;
  const bare = type.replace(/;\s*charset\s*=\s*(?:"[^"]*"|[^;]*)/i, "");
  const charset = /\x1b\$[@B]/.test(raw) ? "iso-2022-jp" : decodeUtf8(body) === null ? "windows-1252" : "utf-8";
  return `${bare}; charset=${charset}`;
}

/** Names that are no web encoding's label, which the parser knows nevertheless. */
const KNOWN_TO_PARSER = /^(?:x-(?:ms-)?|cs)?(?:cp|ms|ibm|windows-?\d|iso-?2022-?jp|euc|tis|uhc|shift|sjis|big5|gb)/i;

/** HTML comes first, with no plain twin: plain text beside it is a footer that the list added. */
function leadsWithHtml(type: string, raw: string): boolean {
  const types = [type, ...[...raw.matchAll(/^content-type:\s*([\w.+-]+\/[\w.+-]+)/gim)].map((match) => match[1]!)].map((name) => name.toLowerCase());
  return types.find((name) => /^(?:text\/(?:plain|html)|multipart\/alternative)/.test(name))?.startsWith("text/html") ?? false;
}

/** Signatures of cryptography and pictures inside HTML say nothing to a reader. */
function isWorthNaming({ mimeType, related }: Attachment): boolean {
  return !related && !/^(?:application\/(?:x-)?(?:pgp|pkcs7)-signature|text\/html|message\/delivery-status|text\/rfc822-headers)$/i.test(mimeType);
}

function sizeOf(content: Attachment["content"]): number {
  return typeof content === "string" ? content.length : content.byteLength;
}
