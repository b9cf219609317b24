import type { PushPlatform } from "../contract/schemas.ts";

/** A push as a person sees it. Whoever picks the phone up reads it, so it holds nothing that opens anything. */
export interface Push {
  readonly title: string;
  readonly body: string;
  /** What comes later than that is not shown any more. */
  readonly lifetimeSeconds: number;
}

/** Where an app is reached. */
export interface PushTarget {
  readonly platform: PushPlatform;
  /** SNS's name of it. */
  readonly endpoint: string;
}
