import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP } from "node:net";
import { EXCERPT_BYTES, excerptOf, WebhookRefused, type WebhookRequest, type WebhookResponse, type WebhookSender } from "./webhooks.sender.ts";

interface Address {
  address: string;
  family: number;
}

/** IANA's special-purpose IPv4 addresses: this host and network, private, shared, loopback, link-local (metadata services), multicast … */
const NOT_PUBLIC = new BlockList();
for (const range of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
]) {
  NOT_PUBLIC.addSubnet(range.split("/")[0]!, Number(range.split("/")[1]), "ipv4");
}
/** Of IPv6 only global unicast is public, without what is for documentation or hides an IPv4 address in it (Teredo, 6to4). */
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet("2000::", 3, "ipv6");
for (const range of ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]) NOT_PUBLIC.addSubnet(range.split("/")[0]!, Number(range.split("/")[1]), "ipv6");

export function isPublic({ address, family }: Address): boolean {
  if (family === 4) return !NOT_PUBLIC.check(address, "ipv4");
  return GLOBAL_UNICAST.check(address, "ipv6") && !NOT_PUBLIC.check(address, "ipv6");
}

export interface NodeSenderOptions {
  /** Sends to addresses that are not public, too: for development and tests. */
  allowPrivateAddresses: boolean;
  /** All addresses of a name; the system's resolver unless told. */
  resolve?: (name: string) => Promise<Address[]>;
}

/**
 * Over Node's own sockets. A name is looked up once, what is not public is refused, and the connection goes to the very address that was
 * looked at: a name that leads elsewhere a moment later (DNS rebinding) leads nowhere. Every attempt has a connection of its own.
 */
export function nodeSender({ allowPrivateAddresses, resolve = (name) => lookup(name, { all: true }) }: NodeSenderOptions): WebhookSender {
  const addressesOf = async (name: string): Promise<Address[]> => {
    const addresses = isIP(name) ? [{ address: name, family: isIP(name) }] : await resolve(name);
    const usable = allowPrivateAddresses ? addresses : addresses.filter(isPublic);
    if (usable.length === 0) throw new WebhookRefused("The address is not a public one. Webhooks go to the public internet only.");
    return usable;
  };
  return {
    async send(request) {
      const url = new URL(request.url);
      const name = url.hostname.replaceAll(/^\[|\]$/g, "");
      const addresses = await orAborted(addressesOf(name), request.signal);
      return exchange(request, url, addresses);
    },
  };
}

function exchange({ headers, body, signal }: WebhookRequest, url: URL, addresses: Address[]): Promise<WebhookResponse> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      method: "POST",
      headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
      agent: false,
      signal,
      lookup: (_name, options, answer) => {
        const [first] = addresses;
        if (options.all) answer(null, addresses);
        else answer(null, first!.address, first!.family);
      },
    });
    request.once("error", reject);
    request.once("response", (response) => {
      // From here on there is an answer, whatever becomes of the connection.
      request.off("error", reject).on("error", () => {});
      void take(response).then(resolve, reject);
    });
    request.end(body);
  });
}

/** The status is what counts: an answer whose body never ends is an answer. */
async function take(response: IncomingMessage): Promise<WebhookResponse> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response as AsyncIterable<Uint8Array>) {
      parts.push(part);
      length += part.length;
      if (length >= EXCERPT_BYTES) break;
    }
  } catch {
    // Cut off, or out of time.
  }
  response.destroy();
  return { status: response.statusCode!, retryAfter: response.headers["retry-after"] ?? null, excerpt: excerptOf(parts) };
}

/** A lookup cannot be called off, only left behind. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
