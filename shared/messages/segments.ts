/** GSM 03.38: the basic set, and the characters of its extension table, which take two places. */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extended = new Set("\f^{}\\[~]|€");

export interface Segments {
  readonly encoding: "GSM-7" | "UCS-2";
  /** Septets or UTF-16 units. */
  readonly units: number;
  readonly segments: number;
}

/** How an SMS is split: 160 septets or 70 UTF-16 units alone, 153 or 67 each when there are more (3GPP TS 23.040). */
export function countSegments(text: string): Segments {
  const characters = [...text];
  const isGsm = characters.every((character) => basic.has(character) || extended.has(character));
  const units = isGsm ? characters.reduce((sum, character) => sum + (extended.has(character) ? 2 : 1), 0) : text.length;
  const [alone, each] = isGsm ? [160, 153] : [70, 67];
  return { encoding: isGsm ? "GSM-7" : "UCS-2", units, segments: units <= alone ? 1 : Math.ceil(units / each) };
}
