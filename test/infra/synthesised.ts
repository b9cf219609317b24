import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { buildFunctions, functionFolders } from "../../infra/build.ts";
import { readChoices } from "../../infra/choices.ts";
import { addStacks } from "../../infra/stacks/index.ts";
import { temporary } from "./temporary.ts";

export const root = path.resolve(import.meta.dirname, "../..");

/** `context` of cdk.json: the feature flags, without which the templates would be others. */
export const cdkContext: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(path.join(root, "cdk.json"), "utf8"),
).context;

/** A handler of one line for every function: the stacks do not depend on what the functions do. */
function writeHandlers(directory: string): string {
  for (const folder of functionFolders) {
    mkdirSync(path.join(directory, folder), { recursive: true });
    writeFileSync(path.join(directory, folder, "handler.ts"), `export const handler = async () => "${folder}";\n`);
  }
  return directory;
}

/** The three stacks as `cdk synth` makes them, from the given context over that of cdk.json. */
export async function synthesise(given: Readonly<Record<string, unknown>> = {}) {
  // CDK's own rules take seconds; `app.test.ts` runs them once.
  process.env.CDK_VALIDATION = "false";
  const work = temporary();
  const functions = await buildFunctions({
    functionsDirectory: writeHandlers(path.join(work, "sources")),
    outDirectory: path.join(work, "functions"),
  });
  const pagesDirectory = path.join(work, "pages");
  mkdirSync(pagesDirectory);
  writeFileSync(path.join(pagesDirectory, "index.html"), "<!doctype html>");
  const outdir = path.join(work, "cdk.out");
  const app = new App({
    outdir,
    context: { ...cdkContext, "aws:cdk:enable-asset-metadata": true, "aws:cdk:enable-path-metadata": true, ...given },
  });
  const choices = readChoices((name) => app.node.tryGetContext(name));
  const stacks = addStacks(app, { ...choices, functionsDirectory: functions.directory, pagesDirectory });
  return {
    app,
    outdir,
    stacks,
    edge: Template.fromStack(stacks.edge),
    service: Template.fromStack(stacks.service),
    alarms: Template.fromStack(stacks.alarms),
  };
}
