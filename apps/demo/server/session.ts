import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const COOKIE = "fernway_session";
const LASTS_SECONDS = 30 * 24 * 60 * 60;

/** Fernway's own sessions: who is signed in stands in a signed cookie, so a restart signs nobody out. */
export interface Sessions {
  /** The id of whoever sent this; `undefined` for nobody, or for a cookie that we did not sign. */
  userIdOf(cookieHeader: string | null | undefined): string | undefined;
  /** The value of a `set-cookie` header that signs somebody in. */
  signIn(userId: string): string;
  /** The value of a `set-cookie` header that signs out. */
  signOut(): string;
}

/** @param folder where the secret is kept */
export async function openSessions(folder: string, now: () => number): Promise<Sessions> {
  const secret = await readSecret(join(folder, "session.key"));
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest("base64url");
  const cookie = (value: string, seconds: number) => `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;
  return {
    userIdOf(header) {
      const [, userId = "", expires = "", signature = ""] = new RegExp(`(?:^|; ?)${COOKIE}=([\\w-]+)\\.(\\d+)\\.([\\w-]+)`).exec(header ?? "") ?? [];
      return Number(expires) > now() && isSame(signature, sign(`${userId}.${expires}`)) ? userId : undefined;
    },
    signIn(userId) {
      const session = `${userId}.${now() + LASTS_SECONDS * 1000}`;
      return cookie(`${session}.${sign(session)}`, LASTS_SECONDS);
    },
    signOut: () => cookie("", 0),
  };
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

async function readSecret(path: string): Promise<string> {
  try {
    await writeFile(path, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFile(path, "utf8");
}
