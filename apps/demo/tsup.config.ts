import { defineConfig } from "tsup";

// Only to take the types out, which Node 20 can't by itself; packages stay where npm put them.
export default defineConfig({
  entry: { main: "server/main.ts" },
  outDir: "dist/server",
  format: ["esm"],
  target: "node20",
  clean: true,
});
