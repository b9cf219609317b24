import type { Locale } from "../shared/contract/schemas.ts";

interface Service {
  readonly name: { readonly [L in Locale]: string };
  /** Where people ask when they cannot help themselves; left out, the pages only say whom to ask. */
  readonly contactUrl?: string;
}

/** Whose pages these are. One place until the operator's configuration reaches the pages. */
export const service: Service = {
  name: { ja: "nidan", en: "nidan" },
};
