import fc from "fast-check";
import * as z from "zod";

/** Values for a JSON schema: mostly fitting ones, so that a fuzzer gets past the first check. */
export function arbitraryFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  return fromJsonSchema(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema);
}

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

function fromJsonSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(fromJsonSchema));
  switch (schema.type) {
    case "object": {
      const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, field]) => [key, fromJsonSchema(field)]));
      return Object.keys(fields).length === 0 ? fc.dictionary(fc.string(), fc.jsonValue()) : fc.record(fields, { requiredKeys: schema.required ?? [] });
    }
    case "array":
      return fc.array(fromJsonSchema(schema.items ?? {}), { maxLength: 5 });
    case "integer":
      return fc.integer({ min: Math.max(schema.minimum ?? -1000, -(2 ** 31)), max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1) });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return schema.pattern ? fc.oneof({ weight: 4, arbitrary: fc.stringMatching(new RegExp(schema.pattern, "u")) }, { weight: 1, arbitrary: fc.string() }) : fc.string({ unit: "binary", maxLength: 200 });
    default:
      return fc.jsonValue();
  }
}
