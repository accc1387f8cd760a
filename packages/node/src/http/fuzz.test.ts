import { type RouteTable, routes } from "@meanwhile/core";
import { contract, type Endpoint } from "@meanwhile/core/contract";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../db/index.ts";
import { arbitraryFor } from "../testing/arbitrary.ts";
import { describeEachDb } from "../testing/databases.ts";
import { type Person, testWorkspace } from "../testing/workspace.ts";

const CALLS = Object.entries(routes).flatMap(([slice, table]) =>
  Object.entries(table as RouteTable).map(([name, [method, path]]) => ({ title: `${slice}.${name}`, method, path, endpoint: (contract as unknown as Record<string, Record<string, Endpoint>>)[slice]![name]! })),
);

/** Texts that break parsers, encoders and databases. */
const NASTY = ["", "\0", "a\0b", "\ud800", "\udfff\ud800", "../../etc", "%", "%00", "%ff", "'; drop table x; --", "𝕏".repeat(500), "x".repeat(200_000), "\u202e", "null", "NaN", "-1", "1e999", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "__proto__", "constructor"];
const wrong = fc.oneof(fc.constantFrom<unknown>(...NASTY), fc.constantFrom<unknown>(null, true, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, [], {}, [[[[]]]]), fc.jsonValue(), fc.constant(nested(200)));

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: [nested(depth - 1)] };
}

describeEachDb("every route, fuzzed", (open) => {
  let owner: Person;
  let keeper: Person;
  let ids: Record<string, string>;

  beforeAll(async () => {
    const { person } = testWorkspace(await open());
    owner = person("Owner", "owner");
    keeper = person("Keeper", "owner");
    const channel = await owner.client.channels.create({ name: "Fuzz" });
    const thread = await owner.client.threads.create({ channelId: channel.id, markdown: "Hello" });
    const comment = await owner.client.comments.create({ threadId: thread.id, markdown: "Hello" });
    const decision = await owner.client.decisions.create({ threadId: thread.id, statement: "Decided" });
    await keeper.client.channels.join({ channelId: channel.id });
    const proposal = await keeper.client.proposals.create({ threadId: thread.id, statement: "Proposed", voters: { kind: "channel" } });
    ids = { decisionId: decision.id, proposalId: proposal.id, channelId: channel.id, threadId: thread.id, commentId: comment.id, memberId: "owner" };
  });

  describe.each(CALLS)("$title", ({ method, path, endpoint }) => {
    const input = fc.record({
      params: endpoint.params ? arbitraryFor(endpoint.params) : fc.constant({}),
      query: endpoint.query ? arbitraryFor(endpoint.query) : fc.constant({}),
      body: endpoint.body ? arbitraryFor(endpoint.body) : fc.constant(undefined),
      real: fc.boolean(),
      spoil: fc.option(fc.record({ place: fc.constantFrom("params", "query", "body"), key: fc.nat(9), value: wrong }), { freq: 2 }),
    });

    it("answers 2xx or 4xx with a code, never 5xx", async () => {
      await fc.assert(
        fc.asyncProperty(input, async ({ params, query, body, real, spoil }) => {
          const parts = { params: { ...(params as object), ...(real && ids) }, query, body } as Record<string, Record<string, unknown> | undefined>;
          if (spoil) {
            const part = { ...parts[spoil.place] };
            const keys = Object.keys(part);
            part[keys[spoil.key % keys.length] ?? "extra"] = spoil.value;
            parts[spoil.place] = part;
          }
          const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encode(parts["params"]![name]));
          const search = Object.entries(parts["query"] ?? {}).flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => `${key}=${encode(one)}`));
          const takesBody = method !== "GET" && method !== "DELETE";
          const response = await owner.request(method, `/v1${address}?${search.join("&").slice(0, 4000)}`, takesBody ? (parts["body"] ?? {}) : undefined);
          await expectAnswer(response);
          // The actor must stay who they are for the next round.
          if (path.endsWith("/deactivate")) await keeper.client.members.reactivate({ memberId: "owner" });
        }),
        { numRuns: 40, seed: 7 },
      );
    });
  });

  it("answers bodies that are no JSON, no UTF-8, too large or of another type with a code", async () => {
    const post = (body: unknown, headers = {}) => owner.request("POST", "/v1/channels", body, headers);
    expect((await expectAnswer(await post('{"name":'))).code).toBe("shared/malformed");
    expect((await expectAnswer(await post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])))).code).toBe("shared/malformed");
    expect((await expectAnswer(await post(JSON.stringify({ name: "x".repeat(2 ** 20) })))).code).toBe("shared/too_large");
    expect((await expectAnswer(await post("name=x", { "content-type": "text/plain" }))).code).toBe("shared/unsupported_media_type");
    expect((await expectAnswer(await post('"just text"'))).code).toBe("shared/invalid_input");
    expect((await expectAnswer(await post("[".repeat(50_000) + "]".repeat(50_000)))).status).toBeLessThan(500);
    expect((await expectAnswer(await post('{"name":"a\\u0000b"}'))).code).toBe("shared/invalid_input");
  });

  it("stores nothing by half", async () => {
    const db = await open();
    const [orphans] = await db.query<{ count: number }>(sql`
      select count(*)::int as count from meanwhile.threads t
      where not exists (select 1 from meanwhile.comments c where c.workspace = t.workspace and c.thread_id = t.id and c.number = 1)
         or t.comment_count <> (select count(*) from meanwhile.comments c where c.workspace = t.workspace and c.thread_id = t.id)`);
    expect(orphans!.count).toBe(0);
  });
});

/** As a client would, but without refusing what cannot be encoded. */
function encode(value: unknown): string {
  try {
    return encodeURIComponent(typeof value === "string" ? value.slice(0, 1000) : JSON.stringify(value)) || "%20";
  } catch {
    return "%ED%A0%80";
  }
}

async function expectAnswer(response: Response): Promise<{ status: number; code: string | undefined }> {
  const text = await response.text();
  expect(response.status, text).toBeLessThan(500);
  if (response.ok) return { status: response.status, code: undefined };
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = JSON.parse(text) as { code: string; status: number };
  expect(problem.code).toMatch(/^[a-z]+\/[a-z_]+$/);
  expect(problem.status).toBe(response.status);
  return { status: response.status, code: problem.code };
}
