import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { type OperationName, operationNames } from "../../shared/contract/routes.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { type AdminCall, type DemoAccount, makeDemoAccounts } from "./accounts.ts";
import { installClock } from "./clock.ts";
import { createControl } from "./control.ts";
import { createEdge } from "./edge.ts";
import { answers } from "./emulator.ts";
import { environmentOf, setEnvironment } from "./environment.ts";
import { StartError } from "./errors.ts";
import { createCors } from "./gateway/cors.ts";
import { createGateway, maxBodyBytes } from "./gateway/gateway.ts";
import { type HandlerLoader, type LambdaHandler, loadHandler } from "./gateway/lambda.ts";
import { callSigned, requireSignature } from "./gateway/sigv4.ts";
import { listen } from "./http.ts";
import { collectLogs } from "./logs.ts";
import { buildPages, createPages } from "./pages.ts";
import type { BusEvent } from "./receiver/events.ts";
import type { Fault } from "./receiver/faults.ts";
import type { OperatorFunctions } from "./receiver/lambda.ts";
import type { Message, MessageFilter } from "./receiver/messages.ts";
import type { ReportOptions } from "./receiver/reports.ts";
import { startServices } from "./services.ts";
import { startTriggers } from "./triggers.ts";

/** DynamoDB takes no more in one call. */
const maxSdkBytes = 16 * 1024 * 1024;

export interface StackOptions {
  /** Of the public server; the admin API is at the next one. 0, the default: any two that are free. */
  readonly port?: number;
  /** Whether to make the demo accounts; default yes. */
  readonly demo?: boolean;
  /** Whether the edge is there: the hosted pages, and its word about the viewer of the API; default yes. */
  readonly pages?: boolean;
  /** The operator's settings; `host` is not heeded. Default: the defaults. */
  readonly settings?: SettingsInput;
  /** Folder that keeps table, keys and accounts between runs; left out: nothing is kept. */
  readonly dataDir?: string;
  /** Where the functions come from; default: `functions/`. */
  readonly handlers?: HandlerLoader;
  /** When delivery reports come; default: a second after the send. */
  readonly reports?: ReportOptions;
  /** `held`: notices are swept only when it is asked for; default: every 5 min by the handlers' clock. */
  readonly sweeps?: "held";
  /** Told of each line that the functions log; default: they are only kept. */
  readonly onLog?: (line: string) => void;
}

/** Everything that runs. One per process: the handlers read the process's own environment and clock. */
export interface Stack {
  /** `http://localhost:3000`: the pages, the public API and `/local`. */
  readonly origin: string;
  readonly adminOrigin: string;
  readonly accounts: readonly DemoAccount[];
  /** The emulator itself, past the faults that can be set for DynamoDB. */
  readonly dynamodbEndpoint: string;
  /** SNS, SES, Connect, KMS, EventBridge, SQS, Lambda and DynamoDB, each at a path of its name. */
  readonly receiverEndpoint: string;
  /** A signed call to the admin API: POST where there is a body, else GET. */
  readonly admin: AdminCall;
  /** What was sent, oldest first. */
  readonly messages: (filter?: MessageFilter) => readonly Message[];
  readonly clearMessages: () => void;
  /** Tells the delivery reports that are still to come, and waits until the functions have taken them. */
  readonly flushReports: () => Promise<void>;
  /** Runs the sweep of notices now, and waits until it has ended. */
  readonly sweepNotices: () => Promise<void>;
  /** What was put on the event bus, oldest first. */
  readonly events: () => readonly BusEvent[];
  /** The operator's own Lambdas: none until they are set. */
  readonly functions: OperatorFunctions;
  /** What the functions logged, oldest first, a JSON object each. */
  readonly logs: () => readonly string[];
  readonly advanceClock: (seconds: number) => void;
  readonly resetClock: () => void;
  readonly setFault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Starts the service on this machine: the real handlers behind the real routes, their clients pointed at an emulator
 * and a receiver by the SDK's own variables.
 *
 * @throws SettingsError, StartError; nothing is left running then.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const parts = new AsyncDisposableStack();
  try {
    return await assemble(options, parts);
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

async function assemble(options: StackOptions, parts: AsyncDisposableStack): Promise<Stack> {
  const { port = 0, demo = true, pages = true } = options;
  const { host: _, ...given } = options.settings ?? {};
  const settings = parseSettings(given);
  const dataDir = options.dataDir === undefined ? undefined : resolve(options.dataDir);

  const serverAt = async (at: number, maxBytes: number) => {
    const server = await listen(at, maxBytes);
    parts.defer(server.close);
    return server;
  };
  const publicServer = await serverAt(port, maxBodyBytes);
  const adminServer = await serverAt(port === 0 ? 0 : port + 1, maxBodyBytes);
  const receiverServer = await serverAt(0, maxSdkBytes);
  const origin = `http://localhost:${publicServer.port}`;
  const adminOrigin = `http://localhost:${adminServer.port}`;
  const receiverEndpoint = `http://127.0.0.1:${receiverServer.port}`;

  if (dataDir !== undefined) makeFolder(dataDir);
  const clock = installClock();
  parts.defer(clock.close);
  parts.defer(setEnvironment(environmentOf(settings, origin, receiverEndpoint)));

  const logs = collectLogs(options.onLog);
  parts.defer(logs.close);

  const starting = startServices(receiverServer, clock, dataDir, parts, options.reports, settings.webhooks);
  const loading = loadHandlers(options.handlers ?? loadHandler);
  const building = pages ? buildPages() : undefined;
  // All come to an end before a failure is told, so that what did start can be stopped.
  await Promise.allSettled([starting, loading, building]);
  const [services, handlers] = [await starting, await loading, await building];
  const { emulator, receiver, webhookRule } = services;

  const accounts: DemoAccount[] = [];
  const isWell = () => answers(emulator.endpoint);
  const control = createControl({ receiver, webhookRule, clock, accounts, isWell });
  const edge = pages ? await createEdge() : undefined;
  const pageAnswer = createPages(settings);
  const api = createGateway({ api: "public", handlers, clock, logs, cors: createCors(settings.allowedOrigins) });
  publicServer.open((request) => {
    if (request.path.startsWith("/local/")) return control(request);
    if (edge === undefined) return api(request);
    return /^\/(v1|\.well-known)\//.test(request.path) ? api(edge(request)) : pageAnswer(request);
  });
  adminServer.open(
    createGateway({ api: "admin", handlers, clock, logs, cors: createCors([]), authorize: requireSignature }),
  );

  // Tests that bring handlers of their own have no others.
  const hasTriggers = options.handlers === undefined;
  const triggers = hasTriggers ? await startTriggers(services, logs, options.sweeps) : undefined;
  parts.defer(async () => triggers?.stop());

  const admin: AdminCall = (path, body, signing) => callSigned(new URL(path, adminOrigin), body, signing);
  const { mailbox } = receiver;
  if (demo) {
    const keepsPasswords = settings.password.verifier === undefined;
    const enrols = keepsPasswords && options.handlers === undefined;
    const studio = { admin, origin, mailbox, clock, keepsPasswords, enrols };
    accounts.push(...(await makeDemoAccounts(studio, dataDir)));
  }

  return {
    origin,
    adminOrigin,
    accounts,
    dynamodbEndpoint: emulator.endpoint,
    receiverEndpoint,
    admin,
    messages: mailbox.list,
    clearMessages: mailbox.clear,
    flushReports: receiver.reports.flush,
    sweepNotices: async () => triggers?.sweepNotices(),
    events: () => receiver.events,
    functions: receiver.functions,
    logs: () => logs.lines,
    advanceClock: clock.advance,
    resetClock: clock.reset,
    setFault: receiver.faults.set,
    clearFaults: receiver.faults.clear,
    close: () => parts.disposeAsync(),
  };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(`The folder for the data cannot be made: ${String(error)}`);
  }
}

async function loadHandlers(load: HandlerLoader): Promise<ReadonlyMap<OperationName, LambdaHandler>> {
  return new Map(await Promise.all(operationNames.map(async (name) => [name, await load(name)] as const)));
}
