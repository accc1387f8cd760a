/** What an adapter needs of a server made by `createMeanwhile`. */
export interface Mountable {
  /** The path it answers under, without a slash at its end. */
  readonly basePath: string;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/** Is the path of this URL, or of this request target, at or below `basePath`? */
export function isUnder(basePath: string, url: string): boolean {
  const path = url.startsWith("/") ? url.split(/[?#]/, 1)[0]! : new URL(url, "http://localhost").pathname;
  return path === basePath || path.startsWith(`${basePath}/`);
}
