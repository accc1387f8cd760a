import { sharedErrors } from "@meanwhile/core";

/**
 * Refuses writes that another site made a browser send with our cookies. A browser always says where a cross-origin write comes
 * from; whoever says nothing is no browser, and carries no cookie by accident.
 *
 * @param trusted origins beside the request's own, such as `https://app.example.com`
 * @throws MeanwhileError `shared/foreign_origin`
 */
export function assertOwnOrigin(request: Request, trusted: readonly string[]): void {
  if (!request.headers.has("cookie")) return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const isOwn = origin === null ? site === null || site === "same-origin" || site === "none" : trusted.includes(origin) || sameHost(origin, request);
  if (!isOwn) throw sharedErrors.foreignOrigin("This request came from another site. If that site is yours, name it in trustedOrigins.");
}

/** The host alone is compared: behind a proxy that ends TLS we see http where the browser saw https. */
function sameHost(origin: string, request: Request): boolean {
  try {
    const host = request.headers.get("host") ?? new URL(request.url).host;
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
