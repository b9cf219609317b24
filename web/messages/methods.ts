import type { ProblemCode } from "../../shared/contract/problems.ts";
import type { MethodType } from "../../shared/contract/schemas.ts";

/** What the pages say of a code that is sent. */
interface MessageWords {
  readonly reference: (reference: string) => string;
  readonly sent: string;
  readonly resent: string;
  readonly delivered: string;
  readonly bounced: string;
  readonly failed: string;
  readonly unknown: string;
  /** Nothing has been heard of it for half a minute. */
  readonly silent: string;
  readonly expired: string;
  readonly resend: string;
  readonly resending: string;
  readonly resendIn: (duration: string) => string;
  readonly resendReady: string;
  readonly sendsLeft: (count: number) => string;
  readonly noSendsLeft: string;
}

/** How the field for the code is called, and what is said of what was entered. */
export interface CodeWords {
  readonly title: string;
  readonly label: string;
  readonly hint: (time: string) => string;
  readonly note?: string;
  readonly empty: string;
  readonly problems: { readonly [C in ProblemCode]?: string };
}

/** What the pages say differently from method to method. `hint` is the masked number or address, or a name. */
interface MethodWords {
  /** How it comes, in a word. */
  readonly way: string;
  readonly legend: string;
  readonly destination: string;
  readonly leadOne: string;
  readonly leadMany: string;
  readonly send: string;
  readonly sending: string;
  /** On a button that takes this way in place of another. */
  readonly sendTo: (hint: string) => string;
  readonly lead: (hint: string) => string;
  readonly keepOpen?: string;
  /** None where nothing is sent: the person has the code already. */
  readonly message?: MessageWords;
}

interface TypedWords extends MethodWords {
  readonly code: CodeWords;
  readonly wait?: undefined;
}

interface WaitedWords extends MethodWords {
  readonly code?: undefined;
  /** The page that waits until the login goes on: what it is called, and what the person does meanwhile. */
  readonly wait: { readonly [M in "approve" | "continue"]: { readonly title: string; readonly note: string } };
}

/** Methods whose answer is no code: the page waits. */
type WaitedType = "sms_link" | "email_link" | "app" | "qr";
export type TypedType = Exclude<MethodType, WaitedType>;

/** A new method does not compile until it has its words. */
export type WordsByMethod = { readonly [T in MethodType]: T extends WaitedType ? WaitedWords : TypedWords };
