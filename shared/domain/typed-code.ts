/** What people put between digits: spaces of any width, hyphens of any kind (also the long-vowel mark that a kana keyboard gives), and marks that cannot be seen. */
const betweenDigits = /[\s\p{Pd}\u2212\u30fc\uff70\p{Cf}]/gu;

/**
 * The code that a person meant: full-width digits become ASCII, spaces, hyphens and zero-width marks go.
 * Nothing else is guessed: other digits (`٣`, `①`, `²`), letters, and too few or too many digits give nothing.
 *
 * @returns 6 or 8 ASCII digits.
 */
export function cleanTypedCode(typed: string): string | undefined {
  const cleaned = plainDigits(typed);
  return /^(?:[0-9]{6}|[0-9]{8})$/.test(cleaned) ? cleaned : undefined;
}

/** What was typed, with ASCII digits and nothing between them. */
export const plainDigits = (typed: string): string =>
  typed.replace(betweenDigits, "").replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
