import type { IncomingMessage } from "node:http";

/** What body parsers and some platforms leave on a request. */
type ParsedMessage = IncomingMessage & { body?: unknown; rawBody?: unknown };

/**
 * The body of a request that somebody has read before us: `undefined` when nobody did, `"lost"` when it was and not kept. Bytes and
 * text are as they came; JSON and forms are written anew from what was parsed, and may differ in their spaces.
 */
export function readBefore(request: ParsedMessage): { body: BodyInit } | "lost" | undefined {
  if (request.method === "GET" || request.method === "HEAD" || !request.readableDidRead) return undefined;
  const { rawBody, body } = request;
  if (rawBody instanceof Uint8Array) return { body: rawBody as Uint8Array<ArrayBuffer> };
  if (body === undefined) return "lost";
  if (typeof body === "string") return { body };
  if (body instanceof Uint8Array) return { body: body as Uint8Array<ArrayBuffer> };
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return { body: isForm ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body) };
}

/** The same request with another body, and with its signal, by which streams end. */
export function withBody({ url, method, headers, signal }: Request, body: BodyInit): Request {
  const kept = new Headers(headers);
  // They described the bytes on the wire; what was read is decoded, and written anew its length differs.
  for (const name of ["content-length", "content-encoding", "transfer-encoding"]) kept.delete(name);
  return new Request(url, { method, headers: kept, body, signal });
}
