/** Under a registered name, so that another copy of this package reads it too. */
const TEXT = Symbol.for("meanwhile.text");

/** A JSON answer that remembers its text: whoever can send text spares the stream that a `Response` makes of it. */
export function jsonResponse(value: unknown, init: ResponseInit & { headers: Record<string, string> }): Response {
  const text = JSON.stringify(value);
  return Object.assign(new Response(text, { ...init, headers: { "content-type": "application/json", ...init.headers } }), { [TEXT]: text });
}

/** The whole body of an answer made by {@link jsonResponse}. */
export function textOf(response: Response): string | undefined {
  return response.bodyUsed ? undefined : (response as { [TEXT]?: string })[TEXT];
}
