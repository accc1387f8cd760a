import { defineConfig } from "tsup";
import { modules, sources } from "../../scripts/modules.ts";
import { pure } from "../../scripts/pure.ts";

export default defineConfig({
  entry: sources,
  format: ["esm"],
  dts: {
    entry: { index: "src/index.ts", contract: "src/contract.ts", "body/index": "src/body/index.ts", "client/browser": "src/client/browser.ts", "time/index": "src/time/index.ts", "pairing/pairing.entry": "src/pairing/pairing.entry.ts", "pairing/prompts.entry": "src/pairing/prompts.entry.ts", "digest/digest.entry": "src/digest/digest.entry.ts", "webhooks/webhooks.entry": "src/webhooks/webhooks.entry.ts" },
    compilerOptions: { ignoreDeprecations: "6.0" },
  },
  esbuildPlugins: [modules(), pure("errorKind", "gfm", "gfmFromMarkdown")],
  clean: true,
  silent: true,
  sourcemap: true,
  target: "es2022",
});
