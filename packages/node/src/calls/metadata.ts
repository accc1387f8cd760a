import type { Json, JsonObject, MeanwhileError } from "@meanwhile/core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { assertStorable } from "./storable.ts";

const MAX_BYTES = 16_384;

/**
 * The host's metadata as it is stored: what its schema makes of it, or as it came where there is no schema.
 *
 * @throws the error that `refuse` makes, with `details.issues`
 */
export async function readMetadata<T>(
  schema: StandardSchemaV1 | undefined,
  value: unknown,
  refuse: (message: string, options: { details: unknown }) => MeanwhileError,
): Promise<T> {
  if (JSON.stringify(value ?? {}).length > MAX_BYTES) throw refuse(`The metadata is larger than ${MAX_BYTES} bytes.`, { details: { issues: [] } });
  if (!schema) return (value ?? {}) as T;
  const result = await schema["~standard"].validate(value ?? {});
  if (result.issues) {
    const issues = result.issues.map((issue) => ({ path: issue.path?.map((part) => (typeof part === "object" ? part.key : part)) ?? [], message: issue.message }));
    throw refuse(`The metadata is not what this workspace's product asks for: ${issues[0]?.message ?? "invalid"}.`, { details: { issues } });
  }
  const json = JSON.parse(JSON.stringify(result.value)) as Json;
  assertStorable(json);
  return json as JsonObject as T;
}
