import { serverClock } from "./api.ts";
import type { Login } from "./held-login.ts";

const key = "nidan.trusted-until";
const day = 24 * 60 * 60 * 1000;

/**
 * That somebody trusts this browser, as far as the pages know: until when, and not who. The cookie itself no page can
 * read. It decides nothing but which page comes first, so that no message is sent to whoever needs none.
 */
export function isTrustedHere(): boolean {
  try {
    return Number(localStorage.getItem(key)) > serverClock.now();
  } catch {
    return false;
  }
}

export function noteTrust({ trust }: Login): void {
  if (!trust?.registered || trust.days === undefined) return;
  store(String(serverClock.now() + trust.days * day));
}

/** The password was right, and did not suffice. */
export const forgetTrust = (): void => store(undefined);

function store(until: string | undefined): void {
  try {
    if (until === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, until);
  } catch {
    // A browser that keeps nothing is asked for a code as if it were not trusted.
  }
}
