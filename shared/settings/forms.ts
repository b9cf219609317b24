import * as z from "zod/mini";

/** A whole number with a default, between bounds. */
export const int = (least: number, most: number, fallback: number, description: string) =>
  z._default(
    z
      .int()
      .check(
        z.minimum(least, `must be at least ${least}`),
        z.maximum(most, `must be at most ${most}`),
        z.describe(description),
      ),
    fallback,
  );

/** A number as the world writes it. */
export const e164 = /^\+[1-9]\d{6,14}$/;
/** Money, exact. */
export const price = z.string().check(z.regex(/^\d+\.\d{2,5}$/, 'must be US dollars such as "0.07451"'));

export const lambdaArn = z
  .string()
  .check(
    z.regex(/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(?::[\w$-]+)?$/, "must be the ARN of a Lambda"),
  );
