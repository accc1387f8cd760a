// Files, exports and dependencies that nothing uses (knip.jsonc). A pattern there that matches nothing is an error too.
import { spawnSync } from "node:child_process";
import { root } from "./sources.mjs";

const { status, error } = spawnSync("knip", ["--treat-config-hints-as-errors", "--no-progress"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
if (error) throw error;
process.exit(status ?? 1);
