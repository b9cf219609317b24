import * as z from "zod/mini";
import type { DemoAccount } from "./accounts.ts";
import type { Clock } from "./clock.ts";
import { complaintOf } from "./complaint.ts";
import { controlPage } from "./control-pages.ts";
import { shownBy } from "./enrolment.ts";
import type { Incoming, Outgoing } from "./http.ts";
import { problem } from "./problem.ts";
import { addressedServices, faultNames, faultsOf, serviceNames } from "./receiver/faults.ts";
import { channels } from "./receiver/messages.ts";
import type { Receiver } from "./receiver/receiver.ts";
import { shownEvents } from "./shown-events.ts";
import type { WebhookRule } from "./webhook-rule.ts";

/** A hundred years either way: beyond, dates stop being dates. */
const farthestSeconds = 100 * 366 * 24 * 3600;

const ClockMove = z.union(
  [
    z.strictObject({ advanceSeconds: z.number().check(z.minimum(-farthestSeconds), z.maximum(farthestSeconds)) }),
    z.strictObject({ reset: z.literal(true) }),
  ],
  'must be {"advanceSeconds": a number} or {"reset": true}',
);

const NewFault = z
  .strictObject({
    service: z.enum(serviceNames),
    fault: z.enum(faultNames),
    times: z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), 1),
    to: z.optional(z.string().check(z.minLength(1))),
  })
  .check(
    z.refine(({ service, fault }) => faultsOf(service).includes(fault), {
      path: ["fault"],
      error: ({ input }) => `this service knows only ${knownFaults(input)}`,
    }),
    z.refine(({ service, to }) => to === undefined || addressedServices.some((name) => name === service), {
      path: ["to"],
      error: `only ${addressedServices.join(", ")} send to somebody`,
    }),
  );

const NewFunction = z.strictObject({
  name: z.string().check(z.regex(/^[\w-]{1,64}$/, "must be a function's name")),
  answer: z.unknown(),
  delayMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 0),
});

const MessageQuery = z.strictObject({ to: z.optional(z.string()), channel: z.optional(z.enum(channels)) });

const EventQuery = z.strictObject({
  bus: z.optional(z.string()),
  type: z.optional(z.string()),
  sub: z.optional(z.string()),
});

interface ControlParts {
  readonly receiver: Receiver;
  readonly webhookRule: Pick<WebhookRule, "deliveriesOf">;
  readonly clock: Clock;
  readonly accounts: readonly DemoAccount[];
  readonly isWell: () => Promise<boolean>;
}

type Route = (request: Incoming) => Outgoing | Promise<Outgoing>;

/** What stands under `/local`: not part of the product, and nothing of it is deployed. */
export function createControl({ receiver, webhookRule, clock, accounts, isWell }: ControlParts) {
  const { mailbox, faults, functions } = receiver;
  const routes: Readonly<Record<string, Route>> = {
    "GET /local/health": async () =>
      (await isWell()) ? json({ status: "ok" }) : problem("unavailable", "the DynamoDB emulator does not answer"),
    "GET /local/accounts": () =>
      json(
        accounts.map(({ totp, ...account }) => ({
          ...account,
          ...(totp && { totp: { ...totp, code: shownBy(totp.key) } }),
        })),
      ),
    "GET /local/messages": ({ query }) =>
      checked(MessageQuery, fieldsOf(query), (filter) => json({ messages: mailbox.list(filter) })),
    "DELETE /local/messages": () => {
      mailbox.clear();
      return { status: 204 };
    },
    "GET /local/clock": () => json({ now: new Date(clock.now()).toISOString() }),
    "POST /local/clock": ({ body }) =>
      checked(ClockMove, parsed(body), (move) => {
        if ("reset" in move) clock.reset();
        else clock.advance(move.advanceSeconds);
        return json({ now: new Date(clock.now()).toISOString() });
      }),
    "GET /local/events": ({ query }) =>
      checked(EventQuery, fieldsOf(query), (filter) =>
        json({ events: shownEvents(receiver.events, webhookRule.deliveriesOf, filter) }),
      ),
    "GET /local/faults": () => json({ faults: faults.list(), known: allFaults }),
    "POST /local/faults": ({ body }) =>
      checked(NewFault, parsed(body), (fault) => {
        faults.set(fault);
        return json({ faults: faults.list() });
      }),
    "DELETE /local/faults": () => {
      faults.clear();
      return { status: 204 };
    },
    "POST /local/functions": ({ body }) =>
      checked(NewFunction, parsed(body), ({ name, answer, delayMs }) => {
        functions.set(name, { answer, delayMs });
        return json({ name, answer, delayMs });
      }),
    "GET /local/functions": ({ query }) =>
      json({ asked: functions.asked(new URLSearchParams(query).get("name") ?? "") }),
    "DELETE /local/functions": () => {
      functions.clear();
      return { status: 204 };
    },
  };

  return async (request: Incoming): Promise<Outgoing> => {
    const route = routes[`${request.method} ${request.path}`];
    if (route !== undefined) return route(request);
    const page = request.method === "GET" ? await controlPage(request.path, mailbox) : undefined;
    return page ?? problem("not_found");
  };
}

const json = (value: unknown): Outgoing => ({
  status: 200,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(value),
});

/** `?to=&channel=sms` asks for one thing only. */
const fieldsOf = (query: string) =>
  Object.fromEntries([...new URLSearchParams(query)].filter(([, value]) => value !== ""));

const allFaults = Object.fromEntries(serviceNames.map((service) => [service, faultsOf(service)]));

const knownFaults = (given: unknown): string =>
  serviceNames
    .filter((service) => z.safeParse(z.looseObject({ service: z.literal(service) }), given).success)
    .flatMap(faultsOf)
    .join(", ");

/** `undefined`, which no schema here takes, when it is not JSON. */
function parsed(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString("utf8") ?? "");
  } catch {
    return undefined;
  }
}

function checked<S extends z.ZodMiniType>(schema: S, given: unknown, use: (value: z.output<S>) => Outgoing): Outgoing {
  const result = z.safeParse(schema, given);
  if (result.success) return use(result.data);
  return problem("invalid_request", given === undefined ? "the body must be JSON" : complaintOf(result.error));
}
