import type { Device } from "../contract/device.ts";
import type { Activity, Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { PresentedBrowser, TrustToken } from "../domain/trust-token.ts";
import type { TrustedBrowser } from "../domain/trusted-browser.ts";

/** A browser that is presented, by whom, and the secret that takes the place of the presented one. */
interface Use {
  readonly sub: string;
  readonly presented: PresentedBrowser;
  readonly next: TrustToken;
  /** The account's. */
  readonly epoch: number;
  readonly from: Device;
}

/** The browser as it stands after that, if there is one, and whether its secret was rotated for this use. */
export interface Used {
  readonly isRotated: boolean;
  readonly browser: TrustedBrowser | undefined;
}

/** What is written when a browser is trusted: it, and those that go for it. */
export interface NewBrowser {
  readonly browser: TrustedBrowser;
  readonly gone: readonly string[];
}

/** Trusted browsers; those of an account are read with it. */
export interface TrustedBrowsers {
  /**
   * One write: the secret is rotated if the presented one is the newest, or the one before a newest that never arrived,
   * and no other use was just before. Refused, it changes nothing, and what stands says why.
   */
  use(use: Use, now: Instant): Promise<Used>;
  /** The newest secret has arrived, if it still is that one. @returns whether the browser has been stolen. */
  confirm(sub: string, held: PresentedBrowser): Promise<{ readonly isStolen: boolean }>;
  /** It is trusted no more, and its owner told. */
  markStolen(browser: TrustedBrowser, traces: Traces, now: Instant): Promise<void>;
  /** @returns whether there is one. */
  rename(sub: string, browserId: string, name: string, activity: Activity): Promise<boolean>;
  remove(sub: string, browserId: string, activity: Activity): Promise<void>;
  /** All that are trusted now, and all that are being trusted at this moment. */
  removeAll(sub: string, activity: Activity): Promise<void>;
}
