import { dictionary } from "@zxcvbn-ts/language-common";

/** What guessers try first, in lower case: some 50,000. Loaded on demand: it takes 0.1 s and 0.4 MB. */
export const commonPasswords: ReadonlySet<string> = new Set(dictionary["passwords-common"]);
