import { sharedErrors } from "@meanwhile/core";
import { contract, type Endpoint } from "@meanwhile/core/contract";
import * as z from "zod";
import { lookUp, type Slice } from "../calls/perform.ts";

const SHARED = Object.keys(sharedErrors).length;

/** The API as an OpenAPI 3.1 document, made from the contract alone. */
export function openApi(basePath: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [slice, endpoints] of Object.entries(contract)) {
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
      const { method, path } = lookUp(slice as Slice, name);
      const templated = path.replaceAll(/:(\w+)/g, "{$1}");
      paths[templated] = { ...paths[templated], [method.toLowerCase()]: operation(slice, name, method, endpoint) };
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Meanwhile", version: "1", description: `Errors are application/problem+json with a \`code\`; ${SHARED} codes are shared by every call.` },
    servers: [{ url: `${basePath}/v1` }],
    paths,
    components: { schemas: { Problem: json(problem) } },
  };
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string().optional(),
  details: z.unknown().optional(),
});

function operation(slice: string, name: string, method: string, endpoint: Endpoint) {
  const errors = endpoint.errors ? ` Errors: ${endpoint.errors.join(", ")}.` : "";
  return {
    operationId: `${slice}.${name}`,
    tags: [slice],
    summary: endpoint.summary,
    description: `${endpoint.summary}.${errors}`,
    parameters: [
      ...parameters(endpoint.params, "path"),
      ...parameters(endpoint.query, "query"),
      ...(method === "POST" ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } }] : []),
    ],
    ...(endpoint.body && { requestBody: { required: true, content: { "application/json": { schema: json(endpoint.body) } } } }),
    responses: {
      ...(endpoint.response ? { 200: { description: "Done", content: { "application/json": { schema: json(endpoint.response) } } } } : { 204: { description: "Done" } }),
      default: { description: "Refused or failed", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
    },
  };
}

function parameters(schema: z.ZodObject | undefined, place: "path" | "query") {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || !(field as z.ZodType).safeParse(undefined).success,
    schema: json(field as z.ZodType),
  }));
}

function json(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
