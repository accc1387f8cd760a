// The slices and what they stand on. The dependency rules are made from this; `pnpm rules` refuses a folder that is not here.

/** A slice imports only slices before it, in every package. A new one goes where it depends on no later one. */
const slices = ["members", "channels", "comments", "threads", "decisions", "inbox", "search", "pairing", "digest", "webhooks"];

/** In core, events name what happened in every slice and come after them all; these stand on events. */
const afterEvents = ["webhooks"];

/** What else stands in `packages/<name>/src`: what slices are built on, and what puts them together. */
const foundations = {
  core: ["shared", "body", "time", "client", "events"],
  node: ["db", "permissions", "events", "calls", "jobs", "http", "calendars", "adapters", "cli", "import", "export", "time", "testing"],
  react: ["theme", "provider", "body", "testing"],
};

module.exports = { slices, afterEvents, foundations };
