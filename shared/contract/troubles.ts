import type * as z from "zod/mini";

/** What is wrong with a body, and where (RFC 6901). */
export interface Trouble {
  readonly pointer: string;
  readonly detail: string;
}

/** Each wrong field once, in words, without its value. */
export const troublesOf = (issues: readonly z.core.$ZodIssue[]): Trouble[] =>
  firstOfEach(issues).map(([pointer, issue]) => ({ pointer, detail: detailOf(issue) }));

/** One trouble a field: a value of the wrong type fails its other checks too, in words that make no sense. */
function firstOfEach(issues: readonly z.core.$ZodIssue[]): [string, z.core.$ZodIssue][] {
  const first = new Map<string, z.core.$ZodIssue>();
  for (const issue of issues) {
    const pointer = issue.path.map((part) => `/${String(part)}`).join("");
    if (!first.has(pointer)) first.set(pointer, issue);
  }
  return [...first];
}

function detailOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected}`;
    case "too_small":
      return `must have at least ${issue.minimum} ${issue.origin === "array" ? "items" : "characters"}`;
    case "too_big":
      return `must have at most ${issue.maximum} ${issue.origin === "array" ? "items" : "characters"}`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "invalid_format":
      return `must be of the form ${issue.format}`;
    default:
      return issue.message;
  }
}
