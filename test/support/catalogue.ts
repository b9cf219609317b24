import type { Locale } from "../../shared/contract/schemas.ts";
import { en } from "../../web/messages/en.ts";
import { more as enMore } from "../../web/messages/en-more.ts";
import type { AllMessages } from "../../web/messages/index.ts";
import { ja } from "../../web/messages/ja.ts";
import { more as jaMore } from "../../web/messages/ja-more.ts";

/** Every word of the pages, which load them as they need them. */
export const catalogue = {
  ja: { ...ja, ...jaMore },
  en: { ...en, ...enMore },
} as const satisfies { readonly [L in Locale]: AllMessages };
