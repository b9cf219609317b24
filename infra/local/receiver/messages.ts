import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { DeliveryOutcome } from "../../../shared/domain/delivery-report.ts";
import { countSegments } from "../../../shared/messages/segments.ts";
import type { Call } from "./call.ts";

export const channels = ["sms", "email", "voice", "push"] as const;
type Channel = (typeof channels)[number];

/** What its provider reported of a message. */
interface Delivery {
  readonly outcome: DeliveryOutcome;
  /** In the provider's words. */
  readonly detail: string;
  /** RFC 3339, by the handlers' clock. */
  readonly at: string;
}

/** Something that a person was sent. */
export interface Message {
  /** The id that the service answered. */
  readonly id: string;
  readonly channel: Channel;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  readonly language: string;
  /** SMS alone: what it is billed as. */
  readonly segments?: number;
  /** Calls alone: what is heard, by which keys are pressed. */
  readonly call?: Call;
  /** RFC 3339, by the handlers' clock. */
  readonly at: string;
  /** The newest report; none before it comes, nor of what is never reported on: calls and pushes. */
  readonly delivery?: Delivery;
  /** What the SDK sent, decoded. */
  readonly request: unknown;
}

type Sent = Omit<Message, "at" | "delivery" | "language" | "segments"> & { readonly language?: string };

export interface MessageFilter {
  readonly to?: string | undefined;
  readonly channel?: string | undefined;
}

/** What was sent, oldest first. */
export interface Mailbox {
  readonly add: (sent: Sent) => void;
  /** A message that was cleared away is not missed. */
  readonly report: (id: string, to: string, delivery: Delivery) => void;
  readonly list: (filter?: MessageFilter) => readonly Message[];
  readonly clear: () => void;
}

export function createMailbox(now: () => number): Mailbox {
  let messages: Message[] = [];
  return {
    add: (sent) => {
      messages.push({
        ...sent,
        language: sent.language ?? languageOf(sent.text),
        ...(sent.channel === "sms" && { segments: countSegments(sent.text).segments }),
        at: new Date(now()).toISOString(),
      });
    },
    report: (id, to, delivery) => {
      messages = messages.map((message) =>
        message.id === id && message.to === to ? { ...message, delivery } : message,
      );
    },
    list: ({ to, channel } = {}) =>
      messages.filter(
        (message) =>
          (to === undefined || canonical(message.to) === canonical(to)) &&
          (channel === undefined || message.channel === channel),
      ),
    clear: () => {
      messages = [];
    },
  };
}

const languageOf = (text: string): string =>
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? "ja" : "en";

/** `090-0000-1234`, `+819000001234` and, as a query decodes the plus, ` 819000001234` are one number. */
function canonical(to: string): string {
  if (to.includes("@")) return to.trim().toLowerCase();
  return parsePhoneNumberFromString(to.replace(/^ /, "+"), "JP")?.number ?? to;
}
