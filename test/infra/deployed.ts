import { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import type { Context } from "aws-lambda";
import { buildFunctions } from "../../infra/build.ts";
import { eventFolders, eventGrants, type Grant, grants } from "../../infra/grants.ts";
import type { LambdaHandler } from "../../infra/local/gateway/lambda.ts";
import { folderOf, type OperationName } from "../../shared/contract/routes.ts";
import type { EventFunction } from "../../shared/observability/log.ts";
import { watchActions } from "./aws-actions.ts";
import { temporary } from "./temporary.ts";

type EventHandler = (event: unknown, context: Context) => Promise<unknown>;

/** The functions as they are deployed, and what each of them asked of AWS. */
export interface Deployed {
  readonly operation: (name: OperationName) => Promise<LambdaHandler>;
  /** What no operation calls. */
  readonly onEvent: (name: EventFunction) => Promise<EventHandler>;
  /** IAM actions so far, by the folder of the function. */
  readonly asked: (folder: string) => readonly string[];
  readonly close: () => void;
}

/**
 * Builds the bundles and loads each with the keys in its environment that its grant names, and no other. A bundle has
 * its own copy of the SDK and of every cache, so that nothing that one function fetched serves another.
 */
export async function deployedFunctions(): Promise<Deployed> {
  const { directory } = await buildFunctions({ outDirectory: temporary() });
  const asked = new Map<string, Set<string>>();
  const running = new AsyncLocalStorage<Set<string>>();
  const close = watchActions((action) => running.getStore()?.add(action));

  const run = async <T>(folder: string, call: () => Promise<T>): Promise<T> => {
    const actions = asked.get(folder) ?? new Set();
    asked.set(folder, actions);
    return running.run(actions, call);
  };
  // One after the other: a function reads its environment once, when it is loaded.
  let turn: Promise<unknown> = Promise.resolve();
  const load = (folder: string, grant: Grant): Promise<unknown> => {
    const loading = turn.then(() => importWithKeysOf(grant, path.join(directory, folder, "index.mjs")));
    turn = loading;
    return loading;
  };
  return {
    async operation(name) {
      const folder = folderOf(name);
      const module = await load(folder, grants[name]);
      if (!hasHandler<LambdaHandler>(module)) throw new Error(`${folder} exports no handler`);
      return (event, context) => run(folder, () => module.handler(event, context));
    },
    async onEvent(name) {
      const folder = eventFolders[name];
      const module = await load(folder, eventGrants[name]);
      if (!hasHandler<EventHandler>(module)) throw new Error(`${folder} exports no handler`);
      return (event, context) => run(folder, () => module.handler(event, context));
    },
    asked: (folder) => [...(asked.get(folder) ?? [])].sort(),
    close,
  };
}

const hasHandler = <H>(module: unknown): module is { readonly handler: H } =>
  typeof module === "object" && module !== null && "handler" in module && typeof module.handler === "function";

async function importWithKeysOf({ roots, signing }: Grant, file: string): Promise<unknown> {
  const { CHALLENGE_KEY_IDS, VAULT_KEY_IDS, REVEAL_KEY_IDS, SIGNING_KEY_IDS } = process.env;
  if (!roots.includes("challenge")) delete process.env.CHALLENGE_KEY_IDS;
  if (!roots.includes("vault")) delete process.env.VAULT_KEY_IDS;
  if (!roots.includes("reveal")) delete process.env.REVEAL_KEY_IDS;
  if (signing.length === 0) delete process.env.SIGNING_KEY_IDS;
  try {
    return await import(file);
  } finally {
    Object.assign(process.env, { CHALLENGE_KEY_IDS, VAULT_KEY_IDS, REVEAL_KEY_IDS, SIGNING_KEY_IDS });
  }
}
