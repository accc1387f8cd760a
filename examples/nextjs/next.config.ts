import type { NextConfig } from "next";

export default {
  // The embedded database finds its files beside its own code, so it is not to be bundled.
  serverExternalPackages: ["@meanwhile/node"],
  turbopack: { root: import.meta.dirname },
} satisfies NextConfig;
