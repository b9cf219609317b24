import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";
import { callSigned } from "../../infra/local/gateway/sigv4.ts";
import { type Client, createClient } from "../../shared/contract/client.ts";
import type { SettingsInput } from "../../shared/settings.ts";

/** The whole service in a process of its own, so that all it prints and all it burns is its own. */
export interface SpawnedStack {
  readonly origin: string;
  readonly dynamodbEndpoint: string;
  readonly receiverEndpoint: string;
  /** The edge's headers for an address. */
  edge(address: string): Readonly<Record<string, string>>;
  from(address: string): Client;
  admin(path: string, body: unknown): Promise<Response>;
  /** POST of the local stack's own: `/local/clock`, `/local/faults`. */
  local(path: string, body: unknown): Promise<Response>;
  /** What was sent, oldest first. */
  messages(): Promise<readonly Sent[]>;
  /** All that it printed and logged. */
  printed(): Promise<string>;
  /** Processor time since its start, in microseconds. */
  cpuMicroseconds(): Promise<number>;
  stop(): Promise<void>;
}

const Started = z.object({
  origin: z.string(),
  adminOrigin: z.string(),
  dynamodbEndpoint: z.string(),
  receiverEndpoint: z.string(),
  edge: z.record(z.string(), z.string()),
});
const Logs = z.object({ logs: z.array(z.string()) });
const Cpu = z.object({ cpu: z.object({ user: z.number(), system: z.number() }) });
const Messages = z.object({ messages: z.array(z.object({ to: z.string(), text: z.string() })) });
type Sent = z.infer<typeof Messages>["messages"][number];

const script = fileURLToPath(new URL("stack-process.ts", import.meta.url));

export async function spawnStack(settings: SettingsInput = {}): Promise<SpawnedStack> {
  const child = fork(script, [JSON.stringify(settings)], { silent: true, execArgv: [] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const { adminOrigin, edge, ...places } = await next(child, Started);
  const { origin } = places;
  const edgeOf = (address: string) => ({ ...edge, "cloudfront-viewer-address": `${address}:443` });
  const json = { "content-type": "application/json" };

  return {
    ...places,
    edge: edgeOf,
    from: (address) =>
      createClient(origin, (url, init) => {
        const headers = new Headers(init?.headers);
        for (const [name, value] of Object.entries(edgeOf(address))) headers.set(name, value);
        return fetch(url, { ...init, headers });
      }),
    admin: (path, body) => callSigned(new URL(path, adminOrigin), body),
    local: (path, body) => fetch(origin + path, { method: "POST", headers: json, body: JSON.stringify(body) }),
    messages: async () => z.parse(Messages, await (await fetch(`${origin}/local/messages`)).json()).messages,
    printed: async () => `${output}${(await ask(child, "logs", Logs)).logs.join("\n")}`,
    cpuMicroseconds: async () => {
      const { user, system } = (await ask(child, "cpu", Cpu)).cpu;
      return user + system;
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.send("stop");
      await ended;
    },
  };
}

function ask<S extends z.ZodMiniType>(child: ChildProcess, question: string, schema: S): Promise<z.output<S>> {
  const answer = next(child, schema);
  child.send(question);
  return answer;
}

/** @throws Error when the process ends before it answers. */
async function next<S extends z.ZodMiniType>(child: ChildProcess, schema: S): Promise<z.output<S>> {
  const ended = new AbortController();
  const end = () => ended.abort(new Error("the stack's process ended"));
  child.once("exit", end);
  try {
    const [answer] = await once(child, "message", { signal: ended.signal });
    return z.parse(schema, answer);
  } finally {
    child.off("exit", end);
  }
}
