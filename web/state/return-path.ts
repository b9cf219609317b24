import { paths, settingsPaths } from "./routes.ts";

const known: readonly string[] = [...Object.values(settingsPaths), paths.scan];

/**
 * Where to go after a sign-in that came between: one of the settings' own pages, by its exact path, and whatever else
 * the address may say leads to the first of them.
 *
 * @param wanted as an address says it; anybody may have written that.
 * @returns nothing where nothing was asked for.
 */
export function returnPathOf(wanted: string | undefined): string | undefined {
  if (wanted === undefined) return undefined;
  const [, path = ""] = /^(\/[a-z/-]+)(?:\?[a-z]+=[\w-]+)?$/.exec(wanted) ?? [];
  return known.includes(path) ? wanted : paths.settings;
}

/** The sign-in that leads back to there. */
export const signInPath = (returnTo: string | undefined): string =>
  returnTo === undefined ? paths.login : `${paths.login}?${new URLSearchParams({ returnTo })}`;
