import { errorKind } from "@meanwhile/core";
import { jwtVerify, SignJWT } from "jose";
import { systemClock } from "../db/clock.ts";
import type { User } from "../members/actor.ts";

const ISSUER = "meanwhile:host";
const AUDIENCE = "meanwhile";
const ALGORITHM = "HS256";

export interface TokenOptions {
  /** Shared by the host's server, which signs, and ours, which verifies. At least 32 characters, from a secret store. */
  secret: string;
  /** Seconds until the token ends; 600 unless told, 900 at the most. */
  expiresIn?: number;
  /** Milliseconds since the epoch; the system's time unless told. */
  now?: number;
}

const badSecret = errorKind("tokens/weak_secret", 500);

/**
 * A short-lived token for a member, made on the host's server where ours runs elsewhere. It says who somebody is; what they may do stays in
 * our database, so that taking it away works at once.
 */
export async function createToken(user: User, { secret, expiresIn = 600, now }: TokenOptions): Promise<string> {
  const { id, ...claims } = user;
  const issued = Math.floor((now ?? systemClock.now()) / 1000);
  return new SignJWT({ user: claims })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + Math.min(expiresIn, 900))
    .sign(keyOf(secret));
}

/** The user in a token, or null where it is forged, expired, or made for something else. */
export async function verifyToken(token: string, secret: string, now: number): Promise<User | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), { issuer: ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], currentDate: new Date(now), requiredClaims: ["sub", "exp"] });
    const claims = payload["user"] as Omit<User, "id">;
    return { ...claims, id: payload.sub! };
  } catch {
    return null;
  }
}

function keyOf(secret: string): Uint8Array {
  if (secret.length < 32) throw badSecret("The token secret is shorter than 32 characters. Make a long random one.");
  return new TextEncoder().encode(secret);
}
