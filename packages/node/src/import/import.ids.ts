import { createHash } from "node:crypto";
import { type Id, type IdPrefix, newId } from "@meanwhile/core";

/** SHA-256 over parts that cannot run into each other. */
function digest(parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(typeof part === "string" ? `${part.length}:${part}` : part);
  return hash.digest();
}

/**
 * An id that is the same whenever it is made from the same parts, so that what was imported is known again.
 *
 * @param at milliseconds; where the id stands among others
 */
export function derivedId<P extends IdPrefix>(prefix: P, at: number, ...parts: string[]): Id<P> {
  const hash = digest([prefix, ...parts]);
  return newId(prefix, at, (bytes) => bytes.set(hash.subarray(0, bytes.length)));
}

/** A member's id for an address. It does not give the address away to those who see the id. */
export function mailMemberId(workspace: string, key: string): string {
  return `mail:${digest(["member", workspace, key]).toString("hex").slice(0, 24)}`;
}

/** In the place of a Message-ID that is missing. */
export function contentId(bytes: Uint8Array): string {
  return `content-${digest([bytes]).toString("hex").slice(0, 40)}`;
}
