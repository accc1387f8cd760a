import { defineConfig } from "tsup";

const adapters = ["node", "express", "fastify", "next", "hono", "calendars", "openai"];

export default defineConfig({
  entry: {
    index: "src/index.ts",
    ...Object.fromEntries(adapters.map((name) => [`adapters/${name}`, `src/adapters/${name}.ts`])),
    "cli/main": "src/cli/main.ts",
  },
  format: ["esm"],
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  external: ["@electric-sql/pglite", "@modelcontextprotocol/server", "ical.js", "pg"],
  clean: true,
  silent: true,
  sourcemap: true,
  target: "es2022",
});
