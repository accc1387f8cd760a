import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Every module of a package that is published. */
export const sources = ["src/**/*.{ts,tsx}", "!src/**/*.{test,stories,fixture}.{ts,tsx}", "!src/testing/**"];

/**
 * Leaves each module a file of its own. An application's bundler drops a file that nothing uses whole (`sideEffects` of the package's manifest);
 * of several modules in one file it keeps what each makes at its top level: a set, a formatter, a table.
 */
export function modules(): Plugin {
  return {
    name: "modules",
    setup(build) {
      build.onResolve({ filter: /^[.]/ }, ({ path, importer }) => (/[.]tsx?$/.test(importer) ? { path: path.replace(/[.]tsx?$/, ".js"), external: true } : undefined));
    },
  };
}
