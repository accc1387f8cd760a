import { errorKind } from "@meanwhile/core";

/** Keeps what must be read again, and therefore cannot be hashed, from whoever reads the database alone. */
export interface Secrets {
  /** @param of what it belongs to, by its id: sealed for one thing it opens for no other */
  seal(text: string, of: string): Promise<string>;
  /** @throws MeanwhileError `secrets/cannot_open` where none of the keys opens it */
  open(sealed: string, of: string): Promise<string>;
}

const PREFIX = "sealed:v1:";
const IV_BYTES = 12;

const weakKey = errorKind("secrets/weak_key", 500);
const cannotOpen = errorKind("secrets/cannot_open", 500);

/**
 * AES-256-GCM by WebCrypto, with keys made from the host's by HKDF. The first key seals, all of them open, so that a key can be replaced.
 * Without a key a secret is kept as it is; what was kept so can be read after a key was added.
 */
export function createSecrets(keys: readonly string[]): Secrets {
  if (keys.some((key) => key.length < 32)) throw weakKey("The secretKey is shorter than 32 characters. Make a long random one: openssl rand -base64 32.");
  let derived: Promise<CryptoKey[]> | undefined;
  const all = () => (derived ??= Promise.all(keys.map(derive)));
  const bound = (iv: Uint8Array<ArrayBuffer>, of: string) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(of) });
  return {
    async seal(text, of) {
      const [key] = await all();
      if (!key) return text;
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const sealed = new Uint8Array(await crypto.subtle.encrypt(bound(iv, of), key, new TextEncoder().encode(text)));
      return PREFIX + btoa(String.fromCharCode(...iv, ...sealed));
    },
    async open(sealed, of) {
      if (!sealed.startsWith(PREFIX)) return sealed;
      const bytes = Uint8Array.from(atob(sealed.slice(PREFIX.length)), (character) => character.charCodeAt(0));
      for (const key of await all()) {
        try {
          return new TextDecoder().decode(await crypto.subtle.decrypt(bound(bytes.slice(0, IV_BYTES), of), key, bytes.slice(IV_BYTES)));
        } catch {
          // Sealed with another of the keys.
        }
      }
      throw cannotOpen("A secret in the database was sealed with a key that this server does not have. Give it in secretKey, or make the secret anew.");
    },
  };
}

async function derive(key: string): Promise<CryptoKey> {
  const encoder = new TextEncoder();
  const raw = await crypto.subtle.importKey("raw", encoder.encode(key), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("meanwhile secrets") };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
