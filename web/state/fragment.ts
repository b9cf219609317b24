import { paths } from "./routes.ts";

/** Pages that are opened by a token or a code behind `#`. */
const taking: readonly string[] = [paths.approvals, paths.scan, paths.resetPassword, paths.stopRecovery];

/**
 * What stood there when the page was loaded: it is taken out of the address at once and stays in memory alone, also
 * while a sign-in comes between.
 */
const taken = take();

function take(): { readonly path: string; readonly text: string } | undefined {
  const { hash, pathname, search } = location;
  if (hash.length < 2 || !taking.includes(pathname)) return undefined;
  history.replaceState(history.state, "", pathname + search);
  return { path: pathname, text: hash.slice(1) };
}

/** The fragment of that path, where the page was loaded by one. */
export const fragmentOf = (path: string): string | undefined => (taken?.path === path ? taken.text : undefined);

/** For when the page is loaded again: what it was opened by would be lost. */
export function giveBackFragment(path: string): void {
  const text = fragmentOf(path.split("?")[0] ?? "");
  if (text !== undefined) history.replaceState(history.state, "", `${path}#${text}`);
}
