import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { complaintOf } from "../complaint.ts";
import type { Incoming, Outgoing } from "../http.ts";

/** A refusal as a service words it: its own code and status. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** A service as the SDK sees it: what it answers, and how a refusal looks on its wire. */
export interface Service {
  /** Does what the request asks. @throws Refusal */
  readonly answer: (request: Incoming) => Promise<Outgoing>;
  readonly refuse: (refusal: Refusal) => Outgoing;
}

/** One action: takes the decoded request, gives what goes into the answer. @throws Refusal */
type Action<Answer> = (input: unknown) => Answer | Promise<Answer>;

/** A table of actions by the name that requests call them. */
export type Actions<Answer = unknown> = Readonly<Record<string, Action<Answer>>>;

/** An action's input, parsed. @throws Refusal with the code that the service has for input of the wrong form. */
export function parseInput<S extends z.ZodMiniType>(schema: S, input: unknown, code: string): z.output<S> {
  const parsed = z.safeParse(schema, input);
  if (!parsed.success) throw new Refusal(code, complaintOf(parsed.error));
  return parsed.data;
}

/** Body of a request; empty where there is none. */
export const textOf = (request: Incoming): string => request.body?.toString("utf8") ?? "";

/** The action of that name. @throws Refusal that says which there are. */
export function actionNamed<Answer>(actions: Actions<Answer>, name: string, code: string): Action<Answer> {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action !== undefined) return action;
  const known = Object.keys(actions).join(", ");
  throw new Refusal(code, `The local receiver does not know the action "${name}" here, only: ${known}`);
}

/** AWS JSON 1.0 and 1.1: the action in a header, JSON both ways. */
export function awsJson(version: "1.0" | "1.1", target: string, actions: Actions): Service {
  const contentType = `application/x-amz-json-${version}`;
  const headers = () => ({ "content-type": contentType, "x-amzn-requestid": randomUUID() });
  return {
    answer: async (request) => {
      const [prefix, name = ""] = (request.headers["x-amz-target"] ?? "").split(".");
      const action = actionNamed(actions, prefix === target ? name : "", "UnknownOperationException");
      const answer = await action(parseJson(textOf(request)));
      return { status: 200, headers: headers(), body: JSON.stringify(answer) };
    },
    refuse: ({ code, message, status }) => ({
      status,
      headers: headers(),
      body: JSON.stringify({ __type: code, message }),
    }),
  };
}

/**
 * AWS REST JSON: the action in method and path, the error's name in a header. An action is named `METHOD /path/{Name}`;
 * its input is the body with what the path and the query say, each under its own name.
 */
export function restJson(actions: Actions): Service {
  const headers = () => ({ "content-type": "application/json", "x-amzn-requestid": randomUUID() });
  return {
    answer: async (request) => {
      const path = request.path.replace(/^\/[^/]*/, "");
      const { name, named } = routeOf(Object.keys(actions), `${request.method} ${path}`);
      const action = actionNamed(actions, name, "InvalidRequestException");
      const body = parseJson(textOf(request));
      const given = { ...queryOf(request.query), ...named };
      const input = typeof body === "object" && !Array.isArray(body) ? { ...body, ...given } : body;
      return { status: 200, headers: headers(), body: JSON.stringify(await action(input)) };
    },
    refuse: ({ code, message, status }) => ({
      status,
      headers: { ...headers(), "x-amzn-errortype": code },
      body: JSON.stringify({ Message: message }),
    }),
  };
}

/** Which of the names a request calls, and what stands in it for `{Name}`; the request itself where none fits. */
function routeOf(names: readonly string[], called: string) {
  const segments = called.split("/");
  for (const name of names) {
    const pattern = name.split("/").map((segment, index) => [segment, segments[index] ?? ""] as const);
    const fits = pattern.every(([own, given]) => (isName(own) ? given !== "" : own === given));
    if (fits && pattern.length === segments.length) {
      const named = pattern.filter(([own]) => isName(own));
      return {
        name,
        named: Object.fromEntries(named.map(([own, given]) => [own.slice(1, -1), decodeURIComponent(given)])),
      };
    }
  }
  return { name: called, named: {} };
}

const isName = (segment: string): boolean => /^\{\w+\}$/.test(segment);

/** What is given more than once is a list. */
const queryOf = (query: string) =>
  Object.fromEntries(
    [...Map.groupBy(new URLSearchParams(query), ([name]) => name)].map(([name, pairs]) => {
      const [first, ...more] = pairs.map(([, value]) => value);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch {
    throw new Refusal("SerializationException", "The body is not JSON");
  }
}
