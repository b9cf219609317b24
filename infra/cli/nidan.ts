#!/usr/bin/env node
import { runCommand } from "./run.ts";

/** The command line, `nidan <command>`. */
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
});
