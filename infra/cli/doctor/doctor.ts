import { askAws } from "../aws.ts";
import type { Command } from "../command.ts";
import { readContext } from "../context.ts";
import { commonOptions, commonUsage, readOptions } from "../options.ts";
import { type Result, runChecks } from "./check.ts";
import { checks } from "./checks.ts";
import { isWell, jsonReport, textReport } from "./report.ts";

const usage = `nidan doctor [options]

  Checks what messages need on AWS, and says what to do about what is missing. Changes nothing.

${commonUsage}`;

/** Looks at everything that messages need on AWS, and reads only. */
export const doctor: Command = {
  usage,
  run: async (args, { out }) => {
    const { context, json, region: given } = readOptions(args, commonOptions);
    const choices = readContext(context);
    const region = given ?? choices.deployment.region;
    const results = worthTelling(await runChecks(checks, askAws(region, choices)));
    out(json ? jsonReport(results, region) : textReport(results, region));
    return isWell(results);
  },
};

/** Without credentials every check fails for the same reason, which is said once. */
function worthTelling(results: readonly Result[]): readonly Result[] {
  const credentials = results.find(({ id }) => id === "credentials");
  return credentials?.state === "bad" ? [credentials] : results;
}
