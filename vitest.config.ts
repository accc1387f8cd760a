import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { storybookTest } from "@storybook/addon-vitest/vitest-plugin";
import { defineConfig } from "vitest/config";
import { launchOptions } from "./scripts/chromium.ts";

const launch = await launchOptions();
const conditions = ["@meanwhile/source"];
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** A fresh object per project: Vitest writes the project name into `instances`. */
const browser = () => ({
  enabled: true,
  headless: true,
  provider: playwright({ launchOptions: launch }),
  instances: [{ browser: "chromium" as const }],
  screenshotFailures: false,
});

export default defineConfig({
  test: {
    // One less than there are cores, which is the default, would leave one of two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      ...["core", "node"].map((name) => ({
        root: `packages/${name}`,
        ssr: { resolve: { conditions } },
        test: {
          name,
          environment: "node" as const,
          include: ["src/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          ...(name === "node" ? { globalSetup: [here("./packages/node/src/testing/global.setup.ts")], isolate: false } : {}),
        },
      })),
      ...["19", "18"].map((major) => ({
        root: "packages/react",
        publicDir: here("./public"),
        plugins: [react()],
        resolve: {
          conditions: [...conditions, "module", "browser", "development|production"],
          // The oldest React that the package promises to work with: everything that imports React gets that one.
          alias: major === "19" ? [] : [{ find: /^react(-dom)?(?=$|[/])/, replacement: `react$1-${major}` }],
        },
        // Each finds its dependencies by itself, so neither may overwrite what the other one has bundled.
        cacheDir: here(`./node_modules/.vite/react-${major}`),
        test: { name: major === "19" ? "react" : `react-${major}`, include: major === "19" ? ["src/**/*.test.{ts,tsx}"] : ["src/{provider,theme}/*.test.tsx", "src/threads/Thread.test.tsx"], env: { REACT_MAJOR: major }, browser: browser() },
      })),
      {
        plugins: [storybookTest({ configDir: here("./.storybook") })],
        test: { name: "storybook", testTimeout: 60_000, browser: browser() },
      },
      {
        root: "apps/demo",
        ssr: { resolve: { conditions } },
        test: { name: "e2e", environment: "node", include: ["tests/**/*.test.ts"], globalSetup: [here("./apps/demo/tests/build.setup.ts")], testTimeout: 120_000, hookTimeout: 180_000 },
      },
    ],
  },
});
