/**
 * What a new slice begins with: one route that lists its things, through all three packages, with its tests. The names of a slice
 * `check-ins`: `checkIns` (values), `CheckIns` and `CheckIn` (types), `check_ins` (table), `che_…` (ids).
 *
 * @returns `files` to lay, and `edits`: the lines by which existing files come to know the slice
 */
export function slice({ name, one, prefix, migration }) {
  const pascal = (word) => word.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
  const camel = (word) => pascal(word).replace(/^./, (letter) => letter.toLowerCase());
  const [many, single, Many, Single] = [camel(name), camel(one), pascal(name), pascal(one)];
  const table = name.replaceAll("-", "_");
  const words = name.replaceAll("-", " ");
  const number = String(migration).padStart(4, "0");
  const core = `packages/core/src/${name}`;
  const node = `packages/node/src/${name}`;
  const react = `packages/react/src/${name}`;

  const files = {
    [`${core}/${name}.schema.ts`]: `import * as z from "zod";
import { idSchema, instantSchema } from "../shared/schema.ts";

export const ${single}Schema = z.object({
  id: idSchema("${prefix}"),
  title: z.string(),
  createdAt: instantSchema,
  version: z.number().int(),
});

export type ${Single} = z.infer<typeof ${single}Schema>;
`,
    [`${core}/${name}.routes.ts`]: `import type { RouteTable } from "../shared/route.ts";

export const ${many}Routes = {
  list: ["GET", "/${name}"],
} as const satisfies RouteTable;
`,
    [`${core}/${name}.contract.ts`]: `import type { ContractOf } from "../shared/contract.ts";
import { pageQuerySchema, pageSchema } from "../shared/schema.ts";
import type { ${many}Routes } from "./${name}.routes.ts";
import { ${single}Schema } from "./${name}.schema.ts";

export const ${many}Contract = {
  list: { summary: "${Many} the member may see, newest first", query: pageQuerySchema, response: pageSchema(${single}Schema) },
} as const satisfies ContractOf<typeof ${many}Routes>;
`,
    [`${core}/${name}.queries.ts`]: `import type { MeanwhileClient } from "../client/client.ts";
import { pagesOf } from "../shared/query.ts";

export const ${many}Keys = {
  all: ["meanwhile", "${name}"],
  list: ["meanwhile", "${name}", "list"],
} as const;

export function ${many}Queries(client: MeanwhileClient) {
  return {
    list: () => pagesOf(${many}Keys.list, (cursor, options) => client.${many}.list({ cursor }, options)),
  };
}
`,
    [`${core}/index.ts`]: `export type { ${Single} } from "./${name}.schema.ts";
export { ${many}Routes } from "./${name}.routes.ts";
export { ${many}Keys, ${many}Queries } from "./${name}.queries.ts";
`,
    [`packages/node/src/db/migrations/${number}_${table}.ts`]: `export const ${many} = {
  name: "${name}",
  breaking: false,
  sql: \`
create table meanwhile.${table} (
  workspace text not null references meanwhile.workspaces (id),
  id text not null,
  title text not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (workspace, id)
);
create index ${table}_by_time on meanwhile.${table} (workspace, created_at desc, id desc);
\`,
};
`,
    [`${node}/${name}.store.ts`]: `import type { Actor, ${Single} } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";

interface ${Single}Row {
  id: ${Single}["id"];
  title: string;
  created_at: string;
  version: number;
}

/** Newest first; \`after\` is the last (time, id) of the page before. */
export async function select${Many}(db: Queryable, actor: Actor, after: [time: string, id: string] | undefined, limit: number): Promise<${Single}[]> {
  const rows = await db.query<${Single}Row>(sql\`
    select id, title, created_at, version from meanwhile.${table}
    where workspace = \${actor.workspace}
      and \${after ? sql\`(created_at, id) < (\${after[0]}::timestamptz, \${after[1]})\` : sql\`true\`}
    order by created_at desc, id desc limit \${limit}\`);
  return rows.map((row) => ({ id: row.id, title: row.title, createdAt: row.created_at, version: row.version }));
}
`,
    [`${node}/${name}.handlers.ts`]: `import type { Contract } from "@meanwhile/core";
import type { Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { select${Many} } from "./${name}.store.ts";

export const ${many}Handlers: Handlers<Contract["${many}"]> = {
  async list(context, { cursor, limit }) {
    context.authorize("workspace.read");
    const rows = await select${Many}(context.db, context.actor, readCursor<[string, string]>(cursor, "ts"), limit + 1);
    return toPage(rows, limit, (row) => [row.createdAt, row.id]);
  },
};
`,
    [`${node}/${name}.test.ts`]: `import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

describeEachDb("${words}", (open) => {
  it("are none in a new workspace", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    expect(await ada.client.${many}.list()).toEqual({ data: [], nextCursor: null });
  });
});
`,
    [`${react}/use${Many}.ts`]: `import type { ${Single} } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** ${Many} the member may see, newest first. */
export function use${Many}({ enabled = true }: ReadOptions = {}): InfiniteList<${Single}> {
  return useItems<${Single}>(useInfiniteQuery({ ...useMeanwhile().queries.${many}.list(), enabled }));
}

/** {@link use${Many}} for a Suspense boundary. */
export function useSuspense${Many}(): InfiniteList<${Single}> {
  return useItems<${Single}>(useSuspenseInfiniteQuery(useMeanwhile().queries.${many}.list()));
}
`,
    [`${react}/${Single}List.tsx`]: `"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { use${Many} } from "./use${Many}.ts";

/** ${Many} the reader can see, newest first. */
export function ${Single}List(): ReactElement {
  const labels = useLabels();
  const list = use${Many}();
  if (list.isPending) return <Skeleton items={3} widths={[60]} />;
  if (list.error) return <Problem title={labels.${many}Failed} error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0) return <Empty title={labels.no${Many}} />;
  return (
    <ul className="mw-${name}">
      {list.data.map((${single}) => (
        <li key={${single}.id} dir="auto">
          {${single}.title}
        </li>
      ))}
    </ul>
  );
}
`,
    [`${react}/${Single}List.stories.tsx`]: `import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { scene } from "../testing/scene.tsx";
import { ${Single}List } from "./${Single}List.tsx";

const meta: Meta = { title: "${Many}/${Single}List" };
export default meta;
type Story = StoryObj;

export const Nothing: Story = {
  ...scene(async () => ({}), () => <${Single}List />),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("No ${words} yet")).toBeVisible();
  },
};
`,
  };

  const edits = [
    // Where the slices meet: without these three nothing is answered.
    { file: "packages/core/src/routes.ts", imports: `import { ${many}Routes } from "./${name}/${name}.routes.ts";`, after: "export const routes = {", line: `  ${many}: ${many}Routes,` },
    { file: "packages/core/src/contract.ts", imports: `import { ${many}Contract } from "./${name}/${name}.contract.ts";`, after: "export const contract = {", line: `  ${many}: ${many}Contract,` },
    { file: "packages/node/src/calls/perform.ts", imports: `import { ${many}Handlers } from "../${name}/${name}.handlers.ts";`, after: "const handlers: AllHandlers = {", line: `  ${many}: ${many}Handlers,` },
    // What they say, store and are built on.
    { file: "packages/core/src/contract.ts", after: 'export * from "./shared/schema.ts";', line: `export * from "./${name}/${name}.schema.ts";` },
    { file: "packages/core/src/shared/ids.ts", after: "export type IdPrefix =", line: ` "${prefix}" |`, sameLine: true },
    { file: "packages/core/src/queries.ts", imports: `import { ${many}Queries } from "./${name}/${name}.queries.ts";`, after: "  return {", line: `    ${many}: ${many}Queries(client),` },
    { file: "packages/core/src/index.ts", after: 'export { type Routes, routes } from "./routes.ts";', line: `export * from "./${name}/index.ts";` },
    { file: "packages/node/src/db/migrations.ts", imports: `import { ${many} } from "./migrations/${number}_${table}.ts";`, before: "];", line: `, ${many}`, sameLine: true },
    { file: "packages/react/src/provider/labels.ts", after: "export const defaultLabels = {", line: `  ${many}Failed: "The ${words} could not be loaded.",\n  no${Many}: "No ${words} yet",` },
    { file: "packages/react/src/index.ts", after: "// Components", line: `export { ${Single}List } from "./${name}/${Single}List.tsx";\nexport { use${Many}, useSuspense${Many} } from "./${name}/use${Many}.ts";` },
    { file: "scripts/slices.cjs", before: "];", line: `, "${name}"`, sameLine: true },
  ];
  return { files, edits };
}

/** A file's text with an edit made. */
export function withEdit(text, { file, imports, after, before, line, sameLine = false }) {
  const place = text.indexOf(after ?? before);
  if (place < 0) throw new Error(`${file} has no \`${after ?? before}\` any more: scripts/slice-files.mjs has to learn where the line goes.`);
  const at = after ? place + after.length : place;
  const changed = `${text.slice(0, at)}${sameLine ? line : `\n${line}`}${text.slice(at)}`;
  return imports ? changed.replace(/^import /m, `${imports}\nimport `) : changed;
}
