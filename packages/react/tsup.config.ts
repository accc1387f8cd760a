import { defineConfig } from "tsup";
import { pure } from "../../scripts/pure.ts";

export default defineConfig({
  // "use client" of the entry is kept as long as tree-shaking is left to the application's bundler.
  entry: { index: "src/index.ts", styles: "src/theme/styles.css" },
  format: ["esm"],
  dts: { entry: { index: "src/index.ts" }, compilerOptions: { ignoreDeprecations: "6.0" } },
  esbuildPlugins: [pure("forwardRef", "createContext")],
  clean: true,
  sourcemap: true,
  target: "es2022",
});
