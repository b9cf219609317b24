import diagnostics from "node:diagnostics_channel";
import { ClientRequest } from "node:http";

/** A call to AWS, with when it began and ended, in milliseconds of one clock. */
export interface AwsCall {
  /** `dynamodb GetItem`, `kms Sign`, `sns`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const services = ["dynamodb", "kms", "sns", "ses", "connect", "events"];

/** The AWS calls that this process makes while the work runs, in the order in which they began. */
export async function callsDuring(work: () => Promise<unknown>): Promise<readonly AwsCall[]> {
  const calls = new Map<ClientRequest, AwsCall>();
  const begin = (message: unknown) => {
    const request = requestOf(message);
    const name = request && nameOf(request);
    if (name !== undefined) calls.set(request, { name, from: performance.now(), to: Number.POSITIVE_INFINITY });
  };
  const end = (message: unknown) => {
    const request = requestOf(message);
    const call = request && calls.get(request);
    if (call !== undefined) calls.set(request, { ...call, to: performance.now() });
  };
  diagnostics.subscribe("http.client.request.start", begin);
  diagnostics.subscribe("http.client.response.finish", end);
  try {
    await work();
  } finally {
    diagnostics.unsubscribe("http.client.request.start", begin);
    diagnostics.unsubscribe("http.client.response.finish", end);
  }
  return [...calls.values()];
}

function requestOf(message: unknown): (ClientRequest & object) | undefined {
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
