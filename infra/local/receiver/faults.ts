import { Refusal } from "./wire.ts";

export const serviceNames = ["sns", "ses", "connect", "kms", "dynamodb", "events"] as const;
export type ServiceName = (typeof serviceNames)[number];

export const faultNames = [
  "throttle",
  "error",
  "timeout",
  "timeoutAfterCommit",
  "optedOut",
  "invalidNumber",
  "spendLimit",
] as const;
export type FaultName = (typeof faultNames)[number];

/** The next `times` calls of a service fail so. */
export interface Fault {
  readonly service: ServiceName;
  readonly fault: FaultName;
  readonly times: number;
}

type Silence = "timeout" | "timeoutAfterCommit";
/** How a service words what went wrong. */
type Wording = Readonly<Partial<Record<Exclude<FaultName, Silence>, () => Refusal>>>;

const refusal =
  (code: string, message: string, status = 400) =>
  () =>
    new Refusal(code, message, status);
const busy = "Rate exceeded";
const broken = "An internal error occurred";

/**
 * On AWS, SNS itself takes an SMS to a number that opted out, or above the spend limit, and only its delivery log
 * says that nothing was sent. Here both are refused outright, so that the refusal can be tried.
 */
const wordings = {
  sns: {
    throttle: refusal("Throttled", busy, 429),
    error: refusal("InternalError", broken, 500),
    optedOut: refusal("OptedOut", "The phone number is opted out"),
    invalidNumber: refusal("InvalidParameter", "Invalid parameter: PhoneNumber Reason: it is not valid to publish to"),
    // The word of AWS End User Messaging, which carries the SMS of SNS.
    spendLimit: refusal("ServiceQuotaExceededException", "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT"),
  },
  ses: {
    throttle: refusal("Throttling", "Maximum sending rate exceeded."),
    error: refusal("InternalFailure", broken, 500),
    optedOut: refusal("MessageRejected", "Address is on the suppression list for your account."),
    invalidNumber: refusal("InvalidParameterValue", "Missing final '@domain'"),
    spendLimit: refusal("Throttling", "Daily message quota exceeded."),
  },
  connect: {
    throttle: refusal("ThrottlingException", busy, 429),
    error: refusal("InternalServiceException", broken, 500),
    optedOut: refusal("OutboundContactNotPermittedException", "The contact is not permitted.", 403),
    invalidNumber: refusal("DestinationNotAllowedException", "Outbound calls to the number are not allowed.", 403),
    spendLimit: refusal("LimitExceededException", "The allowed limit for the resource has been exceeded.", 429),
  },
  kms: {
    throttle: refusal("ThrottlingException", busy),
    error: refusal("KMSInternalException", broken, 500),
  },
  dynamodb: {
    throttle: refusal("ThrottlingException", busy),
    error: refusal("InternalServerError", broken, 500),
  },
  events: {
    throttle: refusal("ThrottlingException", busy),
    error: refusal("InternalException", broken, 500),
  },
} as const satisfies Record<ServiceName, Wording>;

const isSilent = (fault: FaultName): fault is Silence => fault === "timeout" || fault === "timeoutAfterCommit";

const wordingOf = (service: ServiceName): Wording => wordings[service];

/** What a call of that service can be made to suffer. */
export const faultsOf = (service: ServiceName): readonly FaultName[] =>
  faultNames.filter((fault) => isSilent(fault) || wordingOf(service)[fault] !== undefined);

/** The faults that are still to come. */
export interface Faults {
  /** Adds a fault behind those that the service has. */
  readonly set: (fault: Fault) => void;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
  /** What the call that has just come must suffer: a silence, a refusal, or nothing. */
  readonly take: (service: ServiceName) => Silence | Refusal | undefined;
}

export function createFaults(): Faults {
  let pending: Fault[] = [];
  return {
    set: (fault) => {
      pending.push(fault);
    },
    list: () => pending,
    clear: () => {
      pending = [];
    },
    take: (service) => {
      const next = pending.find((fault) => fault.service === service);
      if (next === undefined) return undefined;
      const rest = next.times > 1 ? [{ ...next, times: next.times - 1 }] : [];
      pending = pending.flatMap((fault) => (fault === next ? rest : [fault]));
      return isSilent(next.fault) ? next.fault : wordingOf(service)[next.fault]?.();
    },
  };
}
