import { defineConfig } from "tsup";
import { modules, sources } from "../../scripts/modules.ts";
import { pure } from "../../scripts/pure.ts";

export default defineConfig({
  // "use client" of the entry is kept as long as tree-shaking is left to the application's bundler.
  entry: [...sources, "src/theme/styles.css"],
  format: ["esm"],
  dts: { entry: { index: "src/index.ts" }, compilerOptions: { ignoreDeprecations: "6.0" } },
  esbuildPlugins: [modules(), pure("forwardRef", "createContext")],
  clean: true,
  silent: true,
  sourcemap: true,
  target: "es2022",
});
