import { type Id, type IdPrefix, newId } from "@meanwhile/core";

/** SHA-256 over parts that cannot run into each other. */
async function digest(parts: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<Uint8Array> {
  const bytes = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(`${part.length}:${part}`) : part));
  const all = new Uint8Array(bytes.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

/**
 * An id that is the same whenever it is made from the same parts, so that what was imported is known again.
 *
 * @param at milliseconds; where the id stands among others
 */
export async function derivedId<P extends IdPrefix>(prefix: P, at: number, ...parts: string[]): Promise<Id<P>> {
  const hash = await digest([prefix, ...parts]);
  return newId(prefix, at, (bytes) => bytes.set(hash.subarray(0, bytes.length)));
}

/** A member's id for an address. It does not give the address away to those who see the id. */
export async function mailMemberId(workspace: string, key: string): Promise<string> {
  return `mail:${hex(await digest(["member", workspace, key])).slice(0, 24)}`;
}

/** In the place of a Message-ID that is missing. */
export async function contentId(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return `content-${hex(await digest([bytes])).slice(0, 40)}`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
