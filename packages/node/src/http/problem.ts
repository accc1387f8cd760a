import { MeanwhileError, type Problem, sharedErrors } from "@meanwhile/core";
import type { Logger } from "./logger.ts";

/** The one place where an error becomes an answer. What is not ours is logged and told as `shared/internal`, without its text. */
export function problemResponse(error: unknown, requestId: string, logger: Logger): Response {
  const known = MeanwhileError.isInstance(error) ? error : (fromDatabase(error) ?? fromUnknown(error, requestId, logger));
  const problem: Problem = {
    type: `urn:meanwhile:${known.code.replace("/", ":")}`,
    title: known.code.split("/")[1]!.replaceAll("_", " "),
    status: known.status,
    detail: known.message,
    code: known.code,
    requestId,
    ...(known.details !== undefined && { details: known.details }),
  };
  const headers = new Headers({ "content-type": "application/problem+json", "x-request-id": requestId, "cache-control": "no-store" });
  const wait = (known.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds ?? (known.retryable ? 1 : undefined);
  if (wait !== undefined) headers.set("retry-after", String(wait));
  return new Response(JSON.stringify(problem), { status: known.status || 500, headers });
}

function fromUnknown(error: unknown, requestId: string, logger: Logger): MeanwhileError {
  logger.error("A request failed", { requestId, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return sharedErrors.internal("Something went wrong on our side. Try again; if it stays, give the request id to whoever runs this server.");
}

/** Two writers met: a deadlock or a serialization failure ends one of them, which may simply try again. */
function fromDatabase(error: unknown): MeanwhileError | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "40P01" || code === "40001" ? sharedErrors.busy("Somebody else wrote the same at that moment. Try again.", { cause: error }) : undefined;
}
