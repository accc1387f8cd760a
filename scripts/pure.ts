import { readFile } from "node:fs/promises";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * Marks calls of these functions as free of side effects where their result is given a name. Without the mark, an application's bundler
 * keeps what a module makes at its top level (one of two components by `forwardRef`, a table of errors) even where nothing uses it.
 */
export function pure(...names: string[]): Plugin {
  const calls = new RegExp(`(?<=[=:[]\\s*)(?=(?:${names.join("|")})[<(])`, "g");
  return {
    name: "pure",
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/].*[.]tsx?$/ }, async ({ path }) => ({
        contents: (await readFile(path, "utf8")).replaceAll(calls, "/* @__PURE__ */ "),
        loader: path.endsWith("x") ? "tsx" : "ts",
      }));
    },
  };
}
