import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { environmentOf, setEnvironment } from "../local/environment.ts";
import { type Incoming, listen } from "../local/http.ts";
import { callCenter } from "../local/receiver/call-center.ts";
import { createKeyRing } from "../local/receiver/key-ring.ts";
import { awsQuery } from "../local/receiver/query.ts";
import { createReceiver, type Receiver } from "../local/receiver/receiver.ts";
import { Refusal, restJson } from "../local/receiver/wire.ts";
import { runCommand } from "./run.ts";

const script = fileURLToPath(new URL("nidan.ts", import.meta.url));

/** What came of a command. */
interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** The local receiver in the place of AWS, and the command line before it: for tests. */
export interface LocalAws extends Pick<Receiver, "mailbox" | "faults"> {
  /** IAM actions of the calls that came. */
  readonly asked: Set<string>;
  /** Where they were meant to go. */
  readonly regions: Set<string>;
  /** Every call is refused so, until `reset`. */
  readonly refuseAll: (code: string, status: number) => void;
  /** Does something as soon as the action was answered. */
  readonly after: (action: string, then: () => void) => void;
  /** Runs the command in this process. */
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  /** Runs it as a process of its own. */
  readonly spawn: (args: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<Ran>;
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

export async function startLocalAws(): Promise<LocalAws> {
  const receiver = createReceiver(createKeyRing(), "http://127.0.0.1:1", () => Date.now());
  const server = await listen(0, 1_000_000);
  const asked = new Set<string>();
  const regions = new Set<string>();
  const afterwards = new Map<string, () => void>();
  let refusal: Refusal | undefined;
  server.open(async (request) => {
    const action = actionOf(request);
    asked.add(action);
    regions.add(regionOf(request));
    if (refusal === undefined) {
      const answer = await receiver.answer(request);
      afterwards.get(action)?.();
      return answer;
    }
    return (request.path.startsWith("/connect") ? restJson({}) : awsQuery("", {})).refuse(refusal);
  });
  const variables = environmentOf(parseSettings({}), "http://localhost", `http://127.0.0.1:${server.port}`);
  const giveBack = setEnvironment(variables);

  return {
    mailbox: receiver.mailbox,
    faults: receiver.faults,
    asked,
    regions,
    refuseAll: (code, status) => {
      refusal = new Refusal(code, "as the test wants it", status);
    },
    after: (action, then) => void afterwards.set(action, then),
    run: async (...args) => {
      let out = "";
      let error = "";
      const code = await runCommand(args, { out: (text) => (out += text), error: (text) => (error += text) });
      return { code, out, error };
    },
    spawn: (args, environment = variables) =>
      new Promise((resolve) => {
        const env = { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: "true", ...environment };
        const child = execFile(process.execPath, [script, ...args], { env }, (_, out, error) =>
          resolve({ code: child.exitCode ?? -1, out, error }),
        );
      }),
    reset: () => {
      refusal = undefined;
      asked.clear();
      regions.clear();
      afterwards.clear();
      receiver.mailbox.clear();
      receiver.faults.clear();
    },
    close: async () => {
      giveBack();
      await receiver.close();
      await server.close();
    },
  };
}

/** Everything configured, and with the number and the instance that the receiver has. */
const wholeSettings = {
  host: "login.example.jp",
  service: { shortName: "Example" },
  sms: { originationNumber: "+815000005678" },
  email: { from: "no-reply@example.jp" },
  voice: { number: callCenter.number },
} as const satisfies SettingsInput;

const wholeDeployment = {
  connect: { instanceArn: `arn:aws:connect:ap-northeast-1:000000000000:instance/${callCenter.instanceId}` },
  domain: { hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.jp" } },
};

/** As arguments of a command. */
export const contextOf = (settings: SettingsInput = {}, deployment: object = {}): readonly string[] => [
  "-c",
  `nidan=${JSON.stringify({ ...wholeSettings, ...settings })}`,
  "-c",
  `deployment=${JSON.stringify({ ...wholeDeployment, ...deployment })}`,
];

/** As the signature has it: `Credential=local/20260101/ap-northeast-1/sns/aws4_request`. */
const regionOf = ({ headers }: Incoming): string => headers.authorization?.split("/")[2] ?? "";

/** In IAM's words: of AWS Query from the form, of Connect from the path. */
function actionOf({ method, path, body }: Incoming): string {
  const [, service = "", ...rest] = path.split("/");
  const action = new URLSearchParams(body?.toString()).get("Action");
  const connectActions: Readonly<Record<string, string>> = {
    "GET instance 1": "DescribeInstance",
    "GET contact-flows 2": "DescribeContactFlow",
    "GET contact-flows-summary 1": "ListContactFlows",
    "POST phone-number 1": "ListPhoneNumbersV2",
  };
  return `${service}:${action ?? connectActions[`${method} ${rest[0]} ${rest.length - 1}`] ?? path}`;
}
