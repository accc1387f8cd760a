// What an application's bundle grows by: minified, and packed by gzip, which every server has. React and TanStack Query are the application's own, and not counted.
import * as react from "@meanwhile/react";

const path = "packages/react/dist/index.js";
const ignore = ["react", "react-dom", "react/jsx-runtime", "@tanstack/react-query"];
const hooks = Object.keys(react).filter((name) => /^use[A-Z]/.test(name));

const budgets = [
  // The table of routes is a third of it, and grows with every slice.
  { name: "core: client", path: "packages/core/dist/index.js", import: "{ createMeanwhileClient }", limit: "5 kB" },
  { name: "core: client and outbox", path: "packages/core/dist/index.js", import: "{ createMeanwhileClient, createOutbox }", limit: "6.3 kB" },
  { name: "core: body, parsed and printed", path: "packages/core/dist/body/index.js", import: "*", limit: "31 kB" },
  { name: "core: verifying webhooks", path: "packages/core/dist/webhooks/webhooks.entry.js", import: "{ verifyWebhook }", limit: "2 kB" },
  { name: "core: time", path: "packages/core/dist/time/index.js", import: "*", limit: "3 kB" },
  // With the zones of Intl and the tables under them.
  { name: "core: digest, when something is due", path: "packages/core/dist/digest/digest.entry.js", import: "{ nextDue, defer, preview, digestErrors }", limit: "4 kB" },
  { name: "core: digest, every export", path: "packages/core/dist/digest/digest.entry.js", import: "*", limit: "4.7 kB" },
  { name: "core: pairing, rounds planned and explained", path: "packages/core/dist/pairing/pairing.entry.js", import: "{ planRound, explain, HistoryIndex, defaultGoals, overlapMinutes, groupSizes, maxWeightPerfectMatching, planErrors, matchingErrors }", limit: "16.5 kB" },
  { name: "core: pairing, the exact solver alone", path: "packages/core/dist/pairing/pairing.entry.js", import: "{ maxWeightPerfectMatching }", limit: "4 kB" },
  { name: "core: pairing, week masks, times and invitations", path: "packages/core/dist/pairing/pairing.entry.js", import: "{ weekMasks, proposeTimes, inviteToMeeting, cancelMeeting }", limit: "5 kB" },
  { name: "core: talking points", path: "packages/core/dist/pairing/prompts.entry.js", import: "*", limit: "8 kB" },
  { name: `react: all ${hooks.length} hooks`, path, import: `{ ${hooks.join(", ")} }`, ignore, limit: "10 kB" },
  { name: "react: a body, read only", path, import: "{ Body }", ignore, limit: "4 kB" },
  { name: "react: a thread, its composer, a list of threads", path, import: "{ Thread, Composer, ThreadList }", ignore, limit: "40 kB" },
  { name: "react: the same with the provider and its English", path, import: "{ MeanwhileProvider, Thread, Composer, ThreadList }", ignore, limit: "54.5 kB" },
  { name: "react: inbox, thread and search in one screen", path, import: "{ MeanwhileProvider, Thread, Composer, ThreadList, Inbox, SearchDialog, SearchResults }", ignore, limit: "70 kB" },
  { name: "react: every export", path, import: "*", ignore, limit: "95 kB" },
  { name: "react: styles.css", path: "packages/react/dist/theme/styles.css", limit: "10.2 kB" },
];

export default budgets.map((budget) => ({ ...budget, gzip: true }));
