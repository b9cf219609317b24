import type { PushPlatform } from "../contract/schemas.ts";
import type { Push, PushTarget } from "../domain/push.ts";
import type { Handed } from "./handed.ts";

/** `not_offered`: the operator has set nothing up for that platform. */
type Registered = { readonly endpoint: string } | { readonly refused: "not_offered" | "invalid_token" | "unavailable" };

/** Pushes to apps. */
export interface PushSender {
  /** Names an app to the provider; the same token again is the same endpoint, alive again where it was dead. */
  register(platform: PushPlatform, token: string): Promise<Registered>;
  /** `invalid_destination`: the app is there no more. */
  send(to: PushTarget, push: Push): Promise<Handed>;
}
