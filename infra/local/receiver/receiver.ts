import type { Answer, Incoming, Outgoing } from "../http.ts";
import { createConnect } from "./connect.ts";
import { createDynamodb } from "./dynamodb.ts";
import { type BusEvent, type BusRule, createEvents } from "./events.ts";
import { createFaults, type Faults, type ServiceName, serviceNames } from "./faults.ts";
import type { KeyRing } from "./key-ring.ts";
import { createKms } from "./kms.ts";
import { createLambda, createOperatorFunctions, type OperatorFunctions } from "./lambda.ts";
import { createMailbox, type Mailbox } from "./messages.ts";
import { createReports, type ReportOptions, type Reports } from "./reports.ts";
import { createSes } from "./ses.ts";
import { createSns } from "./sns.ts";
import { createSqs, type QueuedMessage } from "./sqs.ts";
import { Refusal, type Service, textOf } from "./wire.ts";

/** How long a call that gets no answer is held, where the client waits that long. */
const silenceMs = 30_000;

/** What a service needs that sends. */
export interface Sending {
  readonly mailbox: Mailbox;
  readonly faults: Faults;
  readonly reports: Reports;
  /** Milliseconds since 1970, by the handlers' clock. */
  readonly now: () => number;
}

/** The services that the handlers call, each at a path of its own name. */
export interface Receiver {
  readonly answer: Answer;
  readonly mailbox: Mailbox;
  readonly faults: Faults;
  readonly reports: Reports;
  readonly events: readonly BusEvent[];
  /** Adds a rule that events come to; until then there is none. */
  readonly onEvent: (rule: BusRule) => void;
  /** The operator's own Lambdas, which the service asks. */
  readonly functions: OperatorFunctions;
  readonly close: () => Promise<void>;
}

export function createReceiver(
  keys: KeyRing,
  dynamodbEndpoint: string,
  now: () => number,
  options?: ReportOptions,
  queue: (message: QueuedMessage) => void = () => {},
): Receiver {
  const mailbox = createMailbox(now);
  const faults = createFaults();
  const reports = createReports(mailbox, now, options);
  const sending: Sending = { mailbox, faults, reports, now };
  const events: BusEvent[] = [];
  const rules: BusRule[] = [];
  const functions = createOperatorFunctions();
  const held = new Set<() => void>();
  const dynamodb = createDynamodb(dynamodbEndpoint);
  const services = {
    sns: createSns(sending),
    ses: createSes(sending),
    connect: createConnect(mailbox, now),
    kms: createKms(keys),
    dynamodb,
    events: createEvents(
      events,
      async (event) => {
        await Promise.all(rules.map((rule) => rule(event)));
      },
      () => faults.takeReport("events") === "refusedEntry",
    ),
    sqs: createSqs(queue),
    lambda: createLambda(functions),
  } as const satisfies Record<ServiceName, Service>;

  const silence = () =>
    new Promise<"silence">((resolve) => {
      const end = () => {
        clearTimeout(timer);
        held.delete(end);
        resolve("silence");
      };
      const timer = setTimeout(end, silenceMs);
      held.add(end);
    });

  return {
    mailbox,
    faults,
    reports,
    events,
    onEvent: (rule) => {
      rules.push(rule);
    },
    functions,
    answer: async (request) => {
      const name = serviceNames.find((known) => known === request.path.split("/")[1]);
      if (name === undefined) return { status: 404, body: `No such service; there are ${serviceNames.join(", ")}\n` };
      const service: Service = services[name];
      const body = textOf(request);
      const fault = faults.take(name, (to) => body.includes(to) || body.includes(encodeURIComponent(to)));
      if (fault === "timeout") return silence();
      if (fault instanceof Refusal) return service.refuse(fault);
      const answer = await orRefusal(service, request);
      return fault === "timeoutAfterCommit" ? silence() : answer;
    },
    close: async () => {
      await reports.close();
      for (const end of held) end();
      dynamodb.close();
    },
  };
}

async function orRefusal(service: Service, request: Incoming): Promise<Outgoing> {
  try {
    return await service.answer(request);
  } catch (error) {
    if (error instanceof Refusal) return service.refuse(error);
    return service.refuse(new Refusal("InternalFailure", `The local receiver failed: ${String(error)}`, 500));
  }
}
