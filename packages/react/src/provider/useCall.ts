import { type MutationCall, type MutationInput, type MutationOutput, newId } from "@meanwhile/core";
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useMeanwhile } from "./useMeanwhile.ts";

/** What a hook for a call that waits for its answer returns: TanStack Query's `mutate`, `mutateAsync`, `isPending`, `error`. */
export type CallResult<Call extends MutationCall> = UseMutationResult<MutationOutput<Call>, Error, MutationInput<Call>>;

/** A call that waits for its answer, which then is in every list that shows it. */
export function useCall<Call extends MutationCall>(call: Call): CallResult<Call> {
  const { client, settle } = useMeanwhile();
  return useMutation<MutationOutput<Call>, Error, MutationInput<Call>>({
    mutationFn: (input) => {
      const [namespace, name] = call.split(".") as [keyof typeof client, string];
      const send = (client[namespace] as unknown as Record<string, (input: MutationInput<Call>, options: object) => Promise<MutationOutput<Call>>>)[name]!;
      return send(input, { idempotencyKey: newId("op", Date.now()) });
    },
    onSuccess: (result, input) => settle(call, input, result),
  });
}
