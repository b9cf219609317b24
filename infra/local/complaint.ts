import type * as z from "zod/mini";

/** What is wrong with some input, in a line: each field and its trouble. */
export const complaintOf = (error: z.core.$ZodError): string => error.issues.map(lineOf).join("; ");

function lineOf(issue: z.core.$ZodIssue): string {
  const field = issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  return `${field}${wordsOf(issue)}`;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "too_small":
      return `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "unrecognized_keys":
      return `there is no field ${issue.keys.join(", ")}`;
    default:
      return issue.message;
  }
}
