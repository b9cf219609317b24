import type { MethodType } from "../../shared/contract/schemas.ts";
import type { TypedType } from "./methods.ts";

/** A page of help: of each method, and of what can happen with any of them. */
interface TopicWords {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly title: string; readonly items: readonly string[] }[];
}

export type Topic = TypedType | "app" | "unknown_message" | "changed" | "new_device" | "recovery";

/** A new method does not compile until it has its help. */
export type WordsByTopic = { readonly [T in Topic]: TopicWords };

const topicBy = {
  sms_link: "sms_code",
  email_link: "email_code",
  app: "app",
  qr: "app",
} as const satisfies { readonly [T in Exclude<MethodType, TypedType>]: Topic };

/** A URL's help is that of the channel it comes by, a QR code's that of what scans it. */
export const topicOf = (type: MethodType): Topic => (isWaited(type) ? topicBy[type] : type);

const isWaited = (type: MethodType): type is keyof typeof topicBy => Object.hasOwn(topicBy, type);
