import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What every command that goes to AWS takes. */
export const commonOptions = {
  context: { type: "string", short: "c", multiple: true },
  region: { type: "string" },
  json: { type: "boolean", default: false },
} as const satisfies Options;

export const commonUsage = `  -c, --context NAME=JSON  nidan or deployment, in place of what cdk.json has; as cdk takes it; preset=NAME
  --region NAME            where the service is (deployment.region)
  --json                   print JSON
  --help                   show this

  AWS credentials are found as the AWS CLI finds them: AWS_PROFILE, aws sso login, …
`;

/** @throws UsageError for an option that there is not, or one without its value. */
export function readOptions<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw usageErrorOf(error);
  }
}

/** Node's own words, without its class of error and its advice about positional arguments. */
function usageErrorOf(error: unknown): UsageError {
  const [line = ""] = String(error)
    .replace(/^\w+( \[\w+\])?: /, "")
    .split(/\. |\n/, 1);
  return new UsageError(line);
}

/** The same, with words beside the options. @param most so many words at the most. */
export function readWords<const O extends Options>(args: readonly string[], options: O, most: number) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [stray] = positionals.slice(most);
    if (stray !== undefined) throw new Error(`${stray}: one word too many`);
    return { values, words: positionals };
  } catch (error) {
    throw usageErrorOf(error);
  }
}

/** @throws UsageError that names what the option takes. */
export function oneOf<const T extends string>(option: string, given: string | undefined, known: readonly T[]): T {
  const found = known.find((name) => name === given);
  if (found !== undefined) return found;
  throw new UsageError(
    `--${option}: must be one of ${known.join(", ")}${given === undefined ? "" : `, not "${given}"`}`,
  );
}
