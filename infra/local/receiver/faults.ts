import { Refusal } from "./wire.ts";

export const serviceNames = ["sns", "ses", "connect", "kms", "dynamodb", "events", "sqs", "lambda"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What a call suffers at once. */
const callFaultNames = [
  "throttle",
  "error",
  "timeout",
  "timeoutAfterCommit",
  "optedOut",
  "invalidNumber",
  "spendLimit",
  "endpointDisabled",
] as const;

/** What becomes of one message or event of a call that the service took. */
const reportFaultNames = [
  "bounce",
  "softBounce",
  "delayed",
  "complaint",
  "undelivered",
  "unknownNumber",
  "noReport",
  "refusedEntry",
] as const;
type ReportFaultName = (typeof reportFaultNames)[number];

/** The services whose calls name a number or an address. */
export const addressedServices = ["sns", "ses", "connect"] as const satisfies readonly ServiceName[];

export const faultNames = [...callFaultNames, ...reportFaultNames] as const;
export type FaultName = (typeof faultNames)[number];

/** The next `times` calls of a service fail so, or its next `times` messages come to that. */
export interface Fault {
  readonly service: ServiceName;
  readonly fault: FaultName;
  readonly times: number;
  /** A number or an address: only calls that name it, and messages to it. Left out: whichever comes next. */
  readonly to?: string | undefined;
}

/** Whether what has just come goes there. */
type IsTo = (to: string) => boolean;

type CallFaultName = (typeof callFaultNames)[number];
type Silence = "timeout" | "timeoutAfterCommit";
/** How a service words what went wrong. */
type Wording = Readonly<Partial<Record<Exclude<CallFaultName, Silence>, () => Refusal>>>;

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
    // The app was removed from the phone, or its token has changed.
    endpointDisabled: refusal("EndpointDisabled", "Endpoint is disabled"),
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
  sqs: {
    throttle: refusal("RequestThrottled", busy),
    error: refusal("InternalError", broken, 500),
  },
  lambda: {
    throttle: refusal("TooManyRequestsException", busy, 429),
    error: refusal("ServiceException", broken, 500),
  },
} as const satisfies Record<ServiceName, Wording>;

/** The services whose calls bring messages, each with what can become of one. */
const reportFaults = {
  sns: ["undelivered", "unknownNumber", "noReport"],
  ses: ["bounce", "softBounce", "delayed", "complaint", "noReport"],
  events: ["refusedEntry"],
} as const satisfies Partial<Record<ServiceName, readonly ReportFaultName[]>>;
export type ReportingService = keyof typeof reportFaults;
export type ReportFaultOf<S extends ReportingService> = (typeof reportFaults)[S][number];

const isSilent = (fault: FaultName): fault is Silence => fault === "timeout" || fault === "timeoutAfterCommit";

const wordingOf = (service: ServiceName): Wording => wordings[service];
const isReporting = (service: ServiceName): service is ReportingService => service in reportFaults;

/** What a call or a message of that service can be made to suffer. */
export const faultsOf = (service: ServiceName): readonly FaultName[] => [
  ...callFaultNames.filter((fault) => isSilent(fault) || wordingOf(service)[fault] !== undefined),
  ...(isReporting(service) ? reportFaults[service] : []),
];

/** The faults that are still to come. */
export interface Faults {
  /** Adds a fault behind those that the service has. */
  readonly set: (fault: Fault) => void;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
  /** What the call that has just come must suffer: a silence, a refusal, or nothing. */
  readonly take: (service: ServiceName, isTo: IsTo) => Silence | Refusal | undefined;
  /** What must be reported of the message that was just taken; `undefined` when nothing went wrong with it. */
  readonly takeReport: <S extends ReportingService>(service: S, to?: string) => ReportFaultOf<S> | undefined;
}

export function createFaults(): Faults {
  let pending: Fault[] = [];
  /** Takes one off the first of these faults that the service has for what goes there. */
  const next = <Name extends FaultName>(service: ServiceName, names: readonly Name[], isTo: IsTo): Name | undefined => {
    const first = pending.find(
      ({ to, ...fault }) =>
        fault.service === service && names.some((name) => name === fault.fault) && (to === undefined || isTo(to)),
    );
    if (first === undefined) return undefined;
    const rest = first.times > 1 ? [{ ...first, times: first.times - 1 }] : [];
    pending = pending.flatMap((fault) => (fault === first ? rest : [fault]));
    return names.find((name) => name === first.fault);
  };
  return {
    set: (fault) => {
      pending.push(fault);
    },
    list: () => pending,
    clear: () => {
      pending = [];
    },
    take: (service, isTo) => {
      const fault = next(service, callFaultNames, isTo);
      if (fault === undefined || isSilent(fault)) return fault;
      return wordingOf(service)[fault]?.();
    },
    takeReport: (service, to) =>
      next<ReportFaultOf<typeof service>>(service, reportFaults[service], (wanted) => wanted === to),
  };
}
