import { sharedErrors } from "@meanwhile/core";
import { contract, type Endpoint } from "@meanwhile/core/contract";
import * as z from "zod";
import { lookUp, type Slice } from "../calls/perform.ts";

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string().optional(),
  details: z.unknown().optional(),
});

type Schemas = Record<string, unknown>;

/** The API as an OpenAPI 3.1 document, made from the contract alone. */
export function openApi(basePath: string): Record<string, unknown> {
  const schemas: Schemas = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [slice, endpoints] of Object.entries(contract)) {
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
      const { method, path } = lookUp(slice as Slice, name);
      const templated = path.replaceAll(/:(\w+)/g, "{$1}");
      paths[templated] = { ...paths[templated], [method.toLowerCase()]: operation(schemas, `${slice}.${name}`, slice, method, endpoint) };
    }
  }
  schemas["Problem"] = json(schemas, problem, "output");
  const shared = Object.keys(sharedErrors).length;
  return {
    openapi: "3.1.0",
    info: { title: "Meanwhile", version: "1", description: `Errors are application/problem+json with a \`code\`; ${shared} codes are shared by every call.` },
    servers: [{ url: `${basePath}/v1` }],
    paths,
    components: { schemas },
  };
}

function operation(schemas: Schemas, operationId: string, slice: string, method: string, endpoint: Endpoint) {
  const errors = endpoint.errors ? ` Errors: ${endpoint.errors.join(", ")}.` : "";
  const parameters = (schema: z.ZodObject | undefined, place: "path" | "query") =>
    Object.entries((schema?.shape ?? {}) as Record<string, z.ZodType>).map(([name, field]) => ({
      name,
      in: place,
      required: place === "path" || !field.safeParse(undefined).success,
      schema: json(schemas, field, "input"),
    }));
  const key = { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } };
  return {
    operationId,
    tags: [slice],
    summary: endpoint.summary,
    description: `${endpoint.summary}.${errors}`,
    parameters: [...parameters(endpoint.params, "path"), ...parameters(endpoint.query, "query"), ...(method === "POST" ? [key] : [])],
    ...(endpoint.body && { requestBody: { required: true, content: { "application/json": { schema: json(schemas, endpoint.body, "input") } } } }),
    responses: {
      ...(endpoint.response ? { 200: { description: "Done", content: { "application/json": { schema: json(schemas, endpoint.response, "output") } } } } : { 204: { description: "Done" } }),
      default: { description: "Refused or failed", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
    },
  };
}

/** A schema as JSON Schema; named and recursive parts go to the document's components. */
function json(schemas: Schemas, schema: z.ZodType, io: "input" | "output"): unknown {
  const { $schema: _, $defs, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Record<string, unknown>;
  const hoisted = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll("#/$defs/__schema", "#/components/schemas/Json").replaceAll("#/$defs/", "#/components/schemas/")) as unknown;
  for (const [name, part] of Object.entries(($defs ?? {}) as Schemas)) schemas[name.replace("__schema", "Json")] = hoisted(part);
  return hoisted(rest);
}
