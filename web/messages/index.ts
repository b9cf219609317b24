import type { Locale } from "../../shared/contract/schemas.ts";
import { en } from "./en.ts";
import { ja, type Messages } from "./ja.ts";

export type { Messages };

export const catalogue = { ja, en } as const satisfies { readonly [L in Locale]: Messages };
