import type * as z from "zod/mini";
import type { Locale, MethodOffer, MethodType } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import type { Channel } from "../domain/channel.ts";
import type { Consumption } from "../domain/consumption.ts";
import type { Instant } from "../domain/duration.ts";
import type { Email } from "../domain/email.ts";
import type { Challenge } from "../domain/login.ts";
import type { MessagePurpose } from "../domain/message-purpose.ts";
import type { VoiceCall } from "../messages/voice.ts";
import type { Settings } from "../settings.ts";

/** What a method needs to derive a code: the key is of one purpose and of the challenge's `keyId`. */
interface Secret {
  readonly codeKey: Uint8Array;
}

/** What is to be handed to a channel. */
export type Delivery =
  | { readonly channel: "sms"; readonly to: string; readonly text: string }
  | { readonly channel: "voice"; readonly to: string; readonly call: VoiceCall; readonly callId: string }
  | { readonly channel: "email"; readonly to: string; readonly email: Email };

/** Which send a provider's report will be of. */
export interface Sent {
  readonly loginId?: string;
  readonly sub: string;
  readonly challengeId: string;
  readonly authenticatorId: string;
}

interface Asked extends Secret {
  readonly challenge: Challenge;
  readonly authenticator: Authenticator;
  readonly purpose: MessagePurpose;
  readonly locale: Locale;
  readonly host: string;
  /** Of a challenge that is answered by a one-time URL. */
  readonly url?: string | undefined;
  readonly settings: Settings;
}

interface Answer extends Secret {
  readonly challenge: Challenge;
  readonly authenticator: Authenticator;
  readonly sub: string;
  /** As typed and cleaned: 6 or 8 ASCII digits. */
  readonly code: string;
  /** Of the vault's key that the authenticator names; nothing where it is not known any more. */
  readonly vaultKey: (purpose: "totp-seed" | "backup-code") => Uint8Array | undefined;
  readonly settings: Settings;
  readonly now: Instant;
}

/** An expected outcome of an answer, so a value; with what a right one uses up. */
export type Verdict = { readonly right: true; readonly consumes?: Consumption } | { readonly right: false };

interface Basis<Type extends MethodType> {
  readonly type: Type;
  /** What a login by this method claims besides the password (RFC 8176). */
  readonly amr: readonly string[];
  /** Whether it proves nothing anew for a step-up: its words and pages are a sign-in's. */
  readonly signsInOnly?: true;
  /** How the method can be used with the authenticator, or nothing where it cannot. */
  offer(authenticator: Authenticator, settings: Settings): z.infer<typeof MethodOffer> | undefined;
  /** Whether the answer is the challenge's. The attempt was charged before. */
  verify(answer: Answer): Verdict;
}

/** A method that sends something. */
export interface SendingMethod<Type extends MethodType = MethodType> extends Basis<Type> {
  readonly channel: Channel;
  /** What to send for a challenge. */
  deliver(asked: Asked): Delivery;
}

/** A method whose code the person has already. */
export interface HeldMethod<Type extends MethodType = MethodType> extends Basis<Type> {
  readonly channel: undefined;
  readonly approves?: undefined;
}

/** A method by which somebody signed in elsewhere decides, without a message that costs anything. */
export interface ApprovingMethod<Type extends MethodType = MethodType> extends Basis<Type> {
  readonly channel: undefined;
  readonly approves: "who_is_asked" | "whoever_scans";
}

/**
 * One way to use an authenticator. A method is pure: it is given state, time and secrets, and answers with what to
 * send or with a verdict. Budgets, storage and sending are the use cases'.
 */
export type Method<Type extends MethodType = MethodType> =
  | SendingMethod<Type>
  | HeldMethod<Type>
  | ApprovingMethod<Type>;
