import { giveBackFragment } from "./fragment.ts";

/**
 * Loads the page again where there is a network: a browser asks only once for a file that a page imports. What the tab
 * holds survives. @returns where there is none, in which case the browser would show nothing.
 */
export async function reloadIfReachable(path: string): Promise<void> {
  if (!(await isReachable())) return;
  giveBackFragment(path);
  location.reload();
  await new Promise<never>(() => {});
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { cache: "no-store", signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}
