import { context } from "../support/events.ts";

/** Imports a function's bundle and calls it once, as at a cold start of a Lambda. For `bundles.ts`. */
const [path = "", event = ""] = process.argv.slice(2);

const began = performance.now();
const module: unknown = await import(path);
const imported = performance.now();

const hasHandler = typeof module === "object" && module !== null && "handler" in module;
if (!hasHandler || typeof module.handler !== "function") throw new Error(`${path} has no handler`);
const answer = event === "" ? undefined : await module.handler(JSON.parse(event), context);
const called = performance.now();

const times = {
  importMs: imported - began,
  callMs: event === "" ? null : called - imported,
  status: answer?.statusCode,
};
process.stdout.write(`\n${JSON.stringify(times)}\n`, () => process.exit(0));
