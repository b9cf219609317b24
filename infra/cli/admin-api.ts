import { KMSClient } from "@aws-sdk/client-kms";
import { SignatureV4 } from "@smithy/signature-v4";
import * as z from "zod/mini";
import { type OperationName, routes } from "../../shared/contract/routes.ts";
import { ProblemBody } from "../../shared/contract/schemas.ts";
import { Sha256 } from "../sha256.ts";
import { CommandError, UsageError } from "./command.ts";
import { readContext } from "./context.ts";

/** Options of every command that calls the admin API. */
export const adminOptions = {
  admin: { type: "string" },
  local: { type: "boolean", default: false },
  context: { type: "string", short: "c", multiple: true },
  region: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const adminUsage = `  --admin URL              the admin API: output AdminOrigin of the stack; or NIDAN_ADMIN
  --local                  the one of npm start on this machine, as the caller "local"
  --region NAME            where it is, if the URL does not say (deployment.region)
  -c, --context NAME=JSON  as cdk takes it, for the region
  --json                   print JSON
  --help                   show this

  AWS credentials are found as the AWS CLI finds them: AWS_PROFILE, aws sso login, …
`;

interface Given {
  readonly admin?: string | undefined;
  readonly local?: boolean | undefined;
  readonly region?: string | undefined;
  readonly context?: string[] | undefined;
}

interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type AdminApi = (name: OperationName, call?: Call) => Promise<unknown>;

/** A refusal of the admin API, which may be one of a field. */
export class AdminRefusal extends CommandError {
  readonly problem: z.infer<typeof ProblemBody>;
  constructor(problem: z.infer<typeof ProblemBody>) {
    const fields = problem.errors?.map(({ pointer, detail }) => `\n  ${pointer} ${detail}`).join("") ?? "";
    super(`${problem.detail ?? problem.title} (${problem.code})${fields}${adviceOf(problem.code)}`);
    this.problem = problem;
  }
}

/** Nothing came back: whether the call was heard is not known. */
export class Unanswered extends CommandError {}

const adviceOf = (code: string): string =>
  code === "forbidden"
    ? "\n→ The credentials may not do this: attach the policy nidan-reader, nidan-support or nidan-admin to their role"
    : "";

/** Calls the admin API, signed with the credentials that the AWS CLI would use. @throws UsageError */
export function adminApi(given: Given): AdminApi {
  const origin = originOf(given);
  const region = given.region ?? /\.execute-api\.([a-z0-9-]+)\./.exec(origin.host)?.[1] ?? regionOf(given);
  // The chain of the SDK's clients: environment, profile, SSO, container, instance.
  const { credentials } = given.local ? { credentials: local } : new KMSClient({ region }).config;
  const signer = new SignatureV4({ credentials, region, service: "execute-api", sha256: Sha256 });
  return async (name, { params = {}, query = {}, body } = {}) => {
    const { method, path } = routes[name];
    const url = new URL(
      path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? "")),
      origin,
    );
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const content = body === undefined ? undefined : JSON.stringify(body);
    const headers = { host: url.host, "content-type": "application/json" };
    const request = { method, protocol: url.protocol, hostname: url.hostname, path: url.pathname, query, headers };
    const signed = await signer.sign({ ...request, body: content ?? "" }).catch((error: unknown) => {
      throw new CommandError(`No AWS credentials: ${error instanceof Error ? error.message : String(error)}`);
    });
    const sent = { method, headers: signed.headers, ...(content === undefined ? {} : { body: content }) };
    const response = await fetch(url, sent).catch(() => {
      throw new Unanswered(`${url.origin} does not answer`);
    });
    return answerOf(response);
  };
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const parsed = parsedOr(text);
  if (response.ok) return parsed;
  const problem = ProblemBody.safeParse(parsed);
  if (problem.success) throw new AdminRefusal(problem.data);
  // API Gateway's own refusal of a signature.
  const code = response.status === 403 ? "forbidden" : "unavailable";
  throw new AdminRefusal({ type: "", title: `The answer was ${response.status}`, status: response.status, code });
}

function parsedOr(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const local = { accessKeyId: "local", secretAccessKey: "local" };

function originOf({ admin = process.env.NIDAN_ADMIN, local: isLocal }: Given): URL {
  const text = isLocal ? `http://localhost:${Number(process.env.PORT ?? 3000) + 1}` : admin;
  if (text === undefined) {
    throw new UsageError("--admin: must be the admin API's URL (output AdminOrigin of the stack); or say --local");
  }
  const url = z.safeParse(z.url({ protocol: /^https?$/ }), text);
  if (!url.success) throw new UsageError(`--admin: must be a URL such as https://….execute-api.….amazonaws.com`);
  return new URL(url.data);
}

const regionOf = ({ context }: Given): string => readContext(context).deployment.region;
