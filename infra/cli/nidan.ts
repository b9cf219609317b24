#!/usr/bin/env node
import { fstatSync } from "node:fs";
import { createInterface } from "node:readline";
import { runCommand } from "./run.ts";

/** The command line, `nidan <command>`. */
const { isFile, size } = inputOf();
process.exitCode = await runCommand(process.argv.slice(2), {
  input: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
  inputBytes: isFile ? size : undefined,
  isWatched: process.stderr.isTTY,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
});

/** A file has an end that is known before. */
function inputOf() {
  try {
    const stats = fstatSync(0);
    return { isFile: stats.isFile(), size: stats.size };
  } catch {
    return { isFile: false, size: 0 };
  }
}
