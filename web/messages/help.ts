import type { MethodType } from "../../shared/contract/schemas.ts";
import type { TypedType } from "./methods.ts";

/** A page of help: of each method, and of what can happen with any of them. */
interface TopicWords {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly title: string; readonly items: readonly string[] }[];
}

export type Topic = TypedType | "unknown_message" | "changed" | "new_device";

/** A new method does not compile until it has its help. */
export type WordsByTopic = { readonly [T in Topic]: TopicWords };

/** A URL's help is that of the channel it comes by. */
export const topicOf = (type: MethodType): Topic =>
  type === "sms_link" ? "sms_code" : type === "email_link" ? "email_code" : type;
