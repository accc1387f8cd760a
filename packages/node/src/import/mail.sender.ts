import { addressParser, type Mailbox } from "postal-mime";
import type { Head } from "./mail.head.ts";
import { headerText } from "./mail.head.ts";

/** Who wrote a message. */
export interface Sender {
  /** The same for all messages of one person, as far as can be told: mostly the address. Never shown. */
  key: string;
  /** For people: the name they gave, else the part of the address before the `@`. Holds no address. */
  name: string;
}

const UNKNOWN: Sender = { key: "unknown", name: "Unknown sender" };
const MAX_NAME = 100;

/**
 * The author of a message. Addresses that an archive wrote as `ada at example.org` are put right; where a list sent the message in its own
 * name (“Ada via the list”, for DMARC's sake), the author is who is named in `X-Original-From` or `Reply-To`, else the name alone.
 */
export function readSender(head: Head, envelope: string | null): Sender {
  const from = mailbox(head.get("from")) ?? mailbox(head.get("sender")) ?? mailbox(envelope?.split(/\s+(?=(?:mon|tue|wed|thu|fri|sat|sun)\b)/i)[0]);
  if (!from) return UNKNOWN;
  const name = headerText(from.name).replace(/\s*\(?\bvia\b .*$/i, "");
  const isVia = name !== headerText(from.name);
  if (isVia) {
    const [original] = [head.get("x-original-from"), head.get("reply-to")].map(mailbox).filter((other) => other && other.address !== from.address);
    if (original) return senderOf(original, name);
  }
  // The list's address, or one that the archive made unreadable, stands for many people.
  const isShared = isVia || /\.\.\.|…|xxx/.test(from.address) || from.address === "";
  const sender = senderOf(from, name);
  return isShared ? { ...sender, key: `${from.address.toLowerCase()} ${sender.name.toLowerCase()}` } : sender;
}

function senderOf({ address, name: written }: Mailbox, preferred: string): Sender {
  const local = address.split("@")[0]!.replace(/^["']|["']$/g, "");
  const named = [preferred, headerText(written)].map((name) => name.replace(/^["'\s]+|["'\s]+$/g, "")).find((name) => name !== "" && !/@| at \S+\.\S/.test(name));
  const name = [...(named ?? headerText(local))].slice(0, MAX_NAME).join("").trim();
  return { key: address.toLowerCase() || `name ${name.toLowerCase()}`, name: name || UNKNOWN.name };
}

function mailbox(header: string | undefined): Mailbox | undefined {
  if (!header) return undefined;
  const parsed = addressParser(header.includes("@") ? header : unmasked(header), { flatten: true }) as Mailbox[];
  return parsed.find(({ address }) => address.includes("@")) ?? parsed.find(({ name, address }) => name || address);
}

/** `ada at example.org`, `ada (at) example.org` and the like, with the sign that was taken out. */
function unmasked(header: string): string {
  return header.replace(/([\w.+=-]+)\s*(?:\sat\s|\(at\)|\[at\]|\(a\))\s*([\w-]+(?:\.[\w-]+)+|[\w-]+(?=\s*[>(]|$))/i, "$1@$2");
}
