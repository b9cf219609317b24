const tag = /<(\/?)([a-z][a-z:-]*)(?:\s[^<>]*?)?(\/?)>/g;

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" } as const;

/**
 * Whether it can be spoken: one `<speak>` around everything, each tag closed, no bare `&` or `<`. Amazon Polly refuses
 * anything else, and the flow's action fails.
 */
export function isSpeakable(ssml: string): boolean {
  const open: string[] = [];
  for (const [, closes, name = "", empty] of ssml.matchAll(tag)) {
    if (closes === "/" && open.pop() !== name) return false;
    if (closes === "" && empty === "") open.push(name);
  }
  const bare = /[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;
  return open.length === 0 && /^<speak[\s>].*<\/speak>$/s.test(ssml) && !bare.test(ssml.replace(tag, ""));
}

/** What is heard, as a line of text: a pause is a space, so that digits that are spoken apart stand apart. */
export const plainSpeech = (ssml: string): string =>
  ssml
    .replace(/<\/?(break|p|s)(\s[^<>]*|\/)?>/g, " ")
    .replace(tag, "")
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex, digits) => String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)))
    .replace(/&(\w+);/g, (entity, name) => Object.entries(entities).find(([known]) => known === name)?.[1] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
