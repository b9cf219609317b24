import type { MethodType } from "../../shared/contract/schemas.ts";

/** A page of help: of each method, and of what can happen with any of them. */
interface TopicWords {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly title: string; readonly items: readonly string[] }[];
}

export type Topic = MethodType | "unknown_message" | "changed";

/** A new method does not compile until it has its help. */
export type WordsByTopic = { readonly [T in Topic]: TopicWords };
