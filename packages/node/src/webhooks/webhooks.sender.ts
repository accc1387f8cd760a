/** One attempt to be made. */
export interface WebhookRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Aborted when time is up, or the server stops. */
  signal: AbortSignal;
}

/** What came back: not the whole of it. */
export interface WebhookResponse {
  status: number;
  /** The value of `retry-after`. */
  retryAfter: string | null;
  /** How the answer's body begins; the rest is not read. */
  excerpt: string;
}

/**
 * The port to the receivers: POSTs, follows no redirect, reads no more than the beginning of an answer. Throws where no answer came; the
 * message is shown to owners, so it says what went wrong and nothing of this server's network.
 */
export interface WebhookSender {
  send(request: WebhookRequest): Promise<WebhookResponse>;
}

/** Bytes of an answer that are read. */
export const EXCERPT_BYTES = 500;

export class WebhookRefused extends Error {}

/**
 * Over the platform's `fetch`, where there are no sockets. It cannot know which address a name leads to: that such a platform reaches no
 * private network is the platform's part.
 */
export const fetchSender: WebhookSender = {
  async send({ url, headers, body, signal }) {
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    if (response.type === "opaqueredirect") return { status: 302, retryAfter: null, excerpt: "" };
    return { status: response.status, retryAfter: response.headers.get("retry-after"), excerpt: await beginningOf(response) };
  },
};

async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (let part = await reader?.read(); part && !part.done && length < EXCERPT_BYTES; part = await reader!.read()) {
      parts.push(part.value);
      length += part.value.length;
    }
  } catch {
    // The status is what counts, and it has come.
  }
  await reader?.cancel().catch(() => undefined);
  return excerptOf(parts);
}

/** Text for a person to look at, whatever the bytes were. */
export function excerptOf(parts: readonly Uint8Array[]): string {
  const bytes = new Uint8Array(parts.flatMap((part) => [...part.subarray(0, EXCERPT_BYTES)]).slice(0, EXCERPT_BYTES));
  // `stream` leaves a character out that the cut went through.
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll(/[\s\u0000-\u001f\u007f\ufffd]+/g, " ").trim();
}
