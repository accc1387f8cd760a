import { http, type RequestHandler } from "msw";
import type { User } from "@meanwhile/node";
import { BASE_PATH, storyServer, USER_HEADER } from "./server.ts";
import { worldOf } from "./world.ts";

/** Sends what a story asks for to the real server, unless the story's world answers itself. */
export const meanwhileHandler: RequestHandler = http.all(`*${BASE_PATH}/*`, async ({ request }) => {
  const header = request.headers.get(USER_HEADER);
  const user = header === null ? null : (JSON.parse(decodeURIComponent(header)) as User);
  const answer = user && worldOf(user.workspace)?.intercept?.(request.clone());
  return answer ?? (await storyServer()).fetch(request);
});

/** A server that takes its time: for skeletons. */
export const waiting = (): Promise<Response> => new Promise<Response>(() => undefined);

/** A server that fails, and says so as ours does. */
export const failing = (): Response => problem(503, "shared/unavailable", "The database does not answer. Try again in a minute.");

/** An error as it travels. */
export function problem(status: number, code: string, detail: string): Response {
  return Response.json({ type: "about:blank", title: code, status, detail, code }, { status, headers: { "content-type": "application/problem+json" } });
}
