import * as z from "zod/mini";

const own = ["localhost", "127.0.0.1"];
/** What is put behind it: an address that has them already would be read in two ways. */
const ours = ["code", "state"];

/** As a browser would write it, so that what is compared to the letter is also what is opened. */
function isReturnUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.href !== text || text.includes("#")) return false;
  if (url.username !== "" || url.password !== "" || ours.some((name) => url.searchParams.has(name))) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && own.includes(url.hostname));
}

export const clients = {
  clients: z._default(
    z
      .array(
        z.strictObject({
          clientId: z
            .string()
            .check(
              z.regex(
                /^[A-Za-z0-9._~-]{1,64}$/,
                "must be 1 to 64 letters, digits, dots, dashes, underscores or tildes",
              ),
            ),
          returnUrls: z._default(
            z
              .array(
                z
                  .string()
                  .check(
                    z.refine(
                      isReturnUrl,
                      'must be a whole https URL such as "https://www.example.jp/signed-in", without a fragment, a user, or code and state; http for localhost alone',
                    ),
                  ),
              )
              .check(z.maxLength(20, "must be at most 20 URLs")),
            [],
          ),
          roleArns: z.optional(
            z
              .array(
                z
                  .string()
                  .check(
                    z.regex(
                      /^arn:aws[\w-]*:iam::\d{12}:(?:role|user)\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
                      'must be the ARN of a role such as "arn:aws:iam::123456789012:role/shop-backend", or of a user',
                    ),
                  ),
              )
              .check(
                z.minLength(1, "must name a role at the least, or be left out"),
                z.maxLength(20, "must be at most 20 roles"),
              ),
          ),
        }),
      )
      .check(
        z.describe(
          "Relying parties; `clientId` becomes the result's audience. `returnUrls`: where the browser may go after a login that the client's backend has begun, each to the letter. `roleArns`: the backends that may begin its logins and take its results; left out, every one that IAM lets call.",
        ),
      ),
    [],
  ),
} as const;
