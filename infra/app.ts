import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { SettingsError } from "../shared/parse-settings.ts";
import { buildFunctions } from "./build.ts";
import { readChoices } from "./choices.ts";
import { buildPages } from "./pages.ts";
import { addStacks } from "./stacks/index.ts";

/** What `cdk` runs: checks the configuration, builds functions and pages, and makes the templates. */
async function synthesise(): Promise<void> {
  const app = new App();
  const choices = readChoices((name) => app.node.tryGetContext(name));
  const [functions, pagesDirectory] = await Promise.all([buildFunctions(), buildPages(choices.settings)]);
  addStacks(app, { ...choices, functionsDirectory: functions.directory, pagesDirectory });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

try {
  await synthesise();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
