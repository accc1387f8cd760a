import { defineConfig } from "tsup";
import { pure } from "../../scripts/pure.ts";

export default defineConfig({
  entry: { index: "src/index.ts", contract: "src/contract.ts", "body/index": "src/body/index.ts", "client/browser": "src/client/browser.ts", "time/index": "src/time/index.ts", "webhooks/entry": "src/webhooks/webhooks.entry.ts" },
  format: ["esm"],
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  esbuildPlugins: [pure("errorKind", "gfm", "gfmFromMarkdown")],
  clean: true,
  sourcemap: true,
  target: "es2022",
});
