import diagnostics from "node:diagnostics_channel";
import { ClientRequest, type IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";
import { type Milliseconds, seconds } from "../../shared/domain/duration.ts";

/** A call to AWS, with when it began and ended, in milliseconds of one clock. */
export interface AwsCall {
  /** `dynamodb GetItem`, `kms Sign`, `sns`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** No step of a person's puts events on a bus or a queue: what does runs after it, at any time. */
const services = ["dynamodb", "kms", "sns", "ses", "connect"];

/** Each answer takes at least that long, so that calls which need no other's are under way together on any machine. */
const leastAnswer: Milliseconds = 25;

/** What the steps before have set going has come to its end when nothing is called for so long. */
const calm: Milliseconds = 150;
const calmAtLatest: Milliseconds = seconds(3);

async function calmed(): Promise<void> {
  const began = performance.now();
  let last = began;
  const look = (message: unknown) => {
    const request = requestOf(message);
    if (request !== undefined && nameOf(request) !== undefined) last = performance.now();
  };
  diagnostics.subscribe("http.client.request.start", look);
  while (performance.now() < Math.min(last + calm, began + calmAtLatest)) await setTimeout(10);
  diagnostics.unsubscribe("http.client.request.start", look);
}

/** The AWS calls that this process makes while the work runs, in the order in which they began. */
export async function callsDuring(work: () => Promise<unknown>): Promise<readonly AwsCall[]> {
  await calmed();
  const calls = new Map<ClientRequest, AwsCall>();
  const begin = (message: unknown) => {
    const request = requestOf(message);
    const name = request && nameOf(request);
    if (request === undefined || name === undefined) return;
    const call = { name, from: performance.now(), to: Number.POSITIVE_INFINITY };
    calls.set(request, call);
    holdAnswer(request, async () => {
      await setTimeout(leastAnswer);
      calls.set(request, { ...call, to: performance.now() });
    });
  };
  diagnostics.subscribe("http.client.request.start", begin);
  try {
    await work();
  } finally {
    diagnostics.unsubscribe("http.client.request.start", begin);
  }
  return [...calls.values()];
}

/** The answer is handed on once that is over. */
function holdAnswer(request: ClientRequest, until: () => Promise<unknown>): void {
  const listeners = request.listeners("response");
  request.removeAllListeners("response");
  request.once("response", async (response: IncomingMessage) => {
    await until();
    for (const listener of listeners) Reflect.apply(listener, request, [response]);
  });
}

/** Does something once, as soon as this process begins a call of that name and before anybody answers it. */
export function onNextCall(name: string, act: () => void): void {
  const look = (message: unknown) => {
    const request = requestOf(message);
    if (request === undefined || nameOf(request) !== name) return;
    diagnostics.unsubscribe("http.client.request.start", look);
    act();
  };
  diagnostics.subscribe("http.client.request.start", look);
}

/**
 * Loses the answers to the next calls of these names, one each: what was asked is done, and then the connection breaks.
 *
 * @returns the names whose answers were lost so far.
 */
export function loseAnswers(names: readonly string[]): readonly string[] {
  const awaited = [...names];
  const lost: string[] = [];
  const look = (message: unknown) => {
    const request = requestOf(message);
    const name = request && nameOf(request);
    const place = name === undefined ? -1 : awaited.indexOf(name);
    if (request === undefined || place === -1) return;
    lost.push(...awaited.splice(place, 1));
    if (awaited.length === 0) diagnostics.unsubscribe("http.client.request.start", look);
    request.prependOnceListener("response", (response: IncomingMessage) => {
      request.removeAllListeners("response");
      response.destroy();
      request.emit("error", Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
    });
  };
  diagnostics.subscribe("http.client.request.start", look);
  return lost;
}

/** Longer than that nobody waits for others, so that no client gives up. */
const heldAtMost: Milliseconds = seconds(1.5);

/**
 * Keeps the answers to the next calls of that name back until so many have come: nobody goes on from what was read
 * before all have read.
 *
 * @returns how many answers were kept back so far.
 */
export function meetAfter(name: string, count: number): () => number {
  const all = Promise.withResolvers<void>();
  let asked = 0;
  let answered = 0;
  const look = (message: unknown) => {
    const request = requestOf(message);
    if (request === undefined || nameOf(request) !== name) return;
    asked += 1;
    if (asked === count) diagnostics.unsubscribe("http.client.request.start", look);
    holdAnswer(request, async () => {
      answered += 1;
      if (answered === count) all.resolve();
      await Promise.race([all.promise, setTimeout(heldAtMost)]);
    });
  };
  diagnostics.subscribe("http.client.request.start", look);
  return () => answered;
}

function requestOf(message: unknown): ClientRequest | undefined {
  const isAbout = typeof message === "object" && message !== null && "request" in message;
  return isAbout && message.request instanceof ClientRequest ? message.request : undefined;
}

/** The receiver has a path for each service; what it hands on to the emulator has none. */
function nameOf(request: ClientRequest): string | undefined {
  const service = request.path.split("/")[1] ?? "";
  if (!services.includes(service)) return undefined;
  const target = request.getHeader("x-amz-target");
  return typeof target === "string" ? `${service} ${target.split(".")[1]}` : service;
}

/** Calls by wave: the first need no other's answer, each later wave begins when one of the wave before has ended. */
export function wavesOf(calls: readonly AwsCall[]): string[][] {
  const waves: AwsCall[][] = [];
  for (const call of calls) {
    const after = waves.findLastIndex((wave) => wave.some(({ to }) => to <= call.from));
    waves[after + 1] = [...(waves[after + 1] ?? []), call];
  }
  return waves.map((wave) => wave.map(({ name }) => name).sort());
}
