import type { Preview } from "@storybook/react-vite";
import { setupWorker } from "msw/browser";
import { mswLoader } from "msw-storybook-addon/csf3";
import { configure } from "storybook/test";
import { meanwhileHandler } from "../packages/react/src/testing/handler.ts";
import "@meanwhile/react/styles.css";

// Behind a story is a whole server with its database, in the same page: on a busy machine it takes its time.
configure({ asyncUtilTimeout: 15_000 });

const preview: Preview = {
  loaders: [
    mswLoader(async () => {
      const worker = setupWorker(meanwhileHandler);
      await worker.start({ quiet: true, onUnhandledRequest: "bypass" });
      return worker;
    }),
  ],
  initialGlobals: { theme: "light", dir: "ltr" },
  globalTypes: {
    theme: { toolbar: { title: "Theme", icon: "contrast", items: ["light", "dark"] } },
    dir: { toolbar: { title: "Direction", icon: "transfer", items: ["ltr", "rtl"] } },
  },
  decorators: [
    (Story, { globals }) => {
      document.documentElement.style.colorScheme = String(globals["theme"]);
      document.documentElement.style.fontFamily = "system-ui, sans-serif";
      document.body.style.background = globals["theme"] === "dark" ? "#151517" : "#ffffff";
      return <Story />;
    },
  ],
  parameters: { a11y: { test: "error" }, layout: "padded" },
  tags: ["autodocs"],
};
export default preview;
