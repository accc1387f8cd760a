import type { StorybookConfig } from "@storybook/react-vite";
import { mergeConfig } from "vite";

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../packages/react/src/**/*.stories.tsx"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y", "@storybook/addon-vitest", "msw-storybook-addon"],
  staticDirs: ["../public"],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (given) =>
    mergeConfig(given, {
      resolve: { conditions: ["@meanwhile/source", "module", "browser", "development|production"] },
      optimizeDeps: {
        // PGlite finds its WebAssembly beside its own module; bundled, it would look in the wrong place.
        exclude: ["@electric-sql/pglite"],
        // Found late, a dependency reloads the page in the middle of a test.
        include: [
          "react/jsx-dev-runtime",
          "@tanstack/react-query",
          "msw",
          "msw/browser",
          "@meanwhile/react > lucide-react",
          "@meanwhile/react > virtua",
          "@meanwhile/core > zod",
          "@meanwhile/core > mdast-util-from-markdown",
          "@meanwhile/core > mdast-util-gfm",
          "@meanwhile/core > micromark-extension-gfm",
          "@meanwhile/node > hono",
          "@meanwhile/node > jose",
        ],
      },
    }),
};
export default config;
