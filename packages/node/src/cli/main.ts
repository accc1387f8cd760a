#!/usr/bin/env node
import { systemClock } from "../db/clock.ts";
import { run } from "./run.ts";

// A reader that has seen enough (`head`) closes the pipe; the write that fails says so by itself.
process.stdout.on("error", () => {});

process.exitCode = await run(process.argv.slice(2), {
  now: systemClock.now(),
  env: process.env,
  // One piece at a time: an export may be larger than the memory.
  write: (text) => new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve()))),
  complain: (text) => void process.stderr.write(text),
});
