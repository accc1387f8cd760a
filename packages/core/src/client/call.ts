import type { MeanwhileClient } from "./client.ts";
import type { MutationCall } from "./operation.ts";
import type { CallInput, CallOptions } from "./transport.ts";

/** The function of a client behind a call's name. */
export function callOf(client: MeanwhileClient, call: MutationCall): (input: CallInput, options: CallOptions) => Promise<unknown> {
  const [namespace, name] = call.split(".") as [keyof MeanwhileClient, string];
  return (client[namespace] as unknown as Record<string, (input: CallInput, options: CallOptions) => Promise<unknown>>)[name]!;
}
