import * as z from "zod/mini";
import { SettingsError, troubleOf } from "../shared/parse-settings.ts";

/**
 * Where and how the service is deployed, in `cdk.json` under `context.deployment`. What the service does is
 * `context.nidan` (`shared/settings.ts`). Both are validated at synth, before anything is built.
 */
const matching = (pattern: RegExp, message: string, description: string) =>
  z.string().check(z.regex(pattern, message), z.describe(description));

const keyArn = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

const secretArn = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/;
const secretForm =
  "must be the whole ARN of a secret, with its last six characters (arn:aws:secretsmanager:…:secret:…)";

const instanceArn = /^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/;

/** A KMS key that rotates by hand: KMS offers no automatic rotation for HMAC and asymmetric keys. */
const keyRing = (use: string) =>
  z.prefault(
    z.strictObject({
      generation: z._default(
        z
          .int()
          .check(
            z.minimum(1, "must be at least 1"),
            z.describe(`Number of the current ${use} key; one more makes a new key.`),
          ),
        1,
      ),
      previous: z._default(
        z
          .array(z.string().check(z.regex(keyArn, "must be ARNs of KMS keys (arn:aws:kms:…:key/…)")))
          .check(z.describe(`ARNs of earlier ${use} keys that must still be accepted, newest first.`)),
        [],
      ),
    }),
    {},
  );

export const Deployment = z.strictObject({
  name: z._default(
    matching(
      /^[a-z][a-z0-9-]{0,19}$/,
      "must be 1 to 20 lower-case letters, digits and dashes, a letter first",
      "First part of the name of every stack, function and log group.",
    ),
    "nidan",
  ),
  region: z._default(
    matching(
      /^[a-z]{2}(-[a-z]+)+-\d$/,
      'must be an AWS region such as "ap-northeast-1"',
      "Region of everything but the web ACL.",
    ),
    "ap-northeast-1",
  ),
  account: z.optional(
    matching(
      /^\d{12}$/,
      "must be an AWS account id, 12 digits in quotes",
      "Account; left out: that of the credentials.",
    ),
  ),
  domain: z.prefault(
    z.strictObject({
      certificateArn: z.optional(
        matching(
          /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[A-Za-z0-9-]+$/,
          "must be the ARN of an ACM certificate in us-east-1: CloudFront takes no other",
          "Certificate for the host. Left out: one is made, in the hosted zone.",
        ),
      ),
      hostedZone: z.optional(
        z
          .strictObject({
            id: matching(/^Z[A-Z0-9]+$/, 'must be a Route 53 zone id such as "Z0123456789ABCDEFGHIJ"', "Zone id."),
            name: matching(
              /^[a-z0-9.-]+[a-z]$/,
              "must be the zone's domain, without a dot at its end",
              "Zone's domain.",
            ),
          })
          .check(z.describe("Route 53 zone that gets the host's records.")),
      ),
    }),
    {},
  ),
  connect: z.prefault(
    z.strictObject({
      instanceArn: z.optional(
        matching(
          instanceArn,
          "must be the ARN of an Amazon Connect instance (arn:aws:connect:…:instance/…)",
          "Amazon Connect instance that calls are made from, in the same region; it goes with `voice.number`.",
        ),
      ),
    }),
    {},
  ),
  sms: z.prefault(
    z.strictObject({
      accountSettings: z._default(
        z
          .enum(["manage", "leave"])
          .check(
            z.describe(
              "Whether the stack sets what SNS keeps per account and region: delivery log, message type, spend limit. `leave` where something else sets them, another deployment for instance.",
            ),
          ),
        "manage",
      ),
      monthlySpendLimitUsd: z.optional(
        z
          .int()
          .check(
            z.minimum(1, "must be at least 1"),
            z.describe(
              "US dollars a month after which SNS itself sends no more, at most the account's quota; an alarm rings at 80 %. Left out: neither. With `leave`: the alarm alone.",
            ),
          ),
      ),
    }),
    {},
  ),
  push: z.prefault(
    z.strictObject({
      fcmSecretArn: z.optional(
        matching(
          secretArn,
          secretForm,
          "Secret with the JSON key file of the Firebase service account that pushes to Android apps. Left out: none are pushed to.",
        ),
      ),
      apns: z.optional(
        z.strictObject({
          secretArn: matching(
            secretArn,
            secretForm,
            'Secret with {"signingKey", "keyId", "teamId", "bundleId"} of Apple, for pushes to iOS apps.',
          ),
          sandbox: z._default(z.boolean().check(z.describe("Whether the app is of a development build.")), false),
        }),
      ),
      generation: z._default(
        z
          .int()
          .check(
            z.minimum(1, "must be at least 1"),
            z.describe("One more has SNS take what the secrets hold now, when they were changed."),
          ),
        1,
      ),
    }),
    {},
  ),
  alarmMail: z.optional(
    z
      .email("must be a mail address")
      .check(z.describe("Address that alarms are mailed to; it must confirm the subscription once.")),
  ),
  logRetentionDays: z._default(
    z
      .literal([
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
      ])
      .check(z.describe("Days that logs are kept.")),
    90,
  ),
  onDelete: z._default(
    z
      .enum(["retain", "destroy"])
      .check(z.describe("What becomes of the table and the keys with the stack: `destroy` only for a trial.")),
    "retain",
  ),
  requestsPerAddress: z._default(
    z
      .int()
      .check(
        z.minimum(100, "must be at least 100"),
        z.maximum(2_000_000, "must be at most 2000000"),
        z.describe("Requests from one address in 5 min before the web ACL blocks it. Many phones share an address."),
      ),
    3000,
  ),
  keys: z.prefault(
    z.strictObject({
      challenge: keyRing("challenge"),
      vault: keyRing("vault"),
      reveal: keyRing("reveal"),
      signing: keyRing("signing"),
    }),
    {},
  ),
});
export type Deployment = z.output<typeof Deployment>;

/** Where the operator finds the choices, for messages. */
export const deploymentPlace = "cdk.json, context.deployment";

/**
 * Checks the deployment choices by themselves and fills in the defaults.
 *
 * @throws SettingsError naming each wrong choice and its fix.
 */
export function parseDeployment(given: unknown): Deployment {
  const parsed = z.safeParse(Deployment, given);
  if (parsed.success) return parsed.data;
  throw new SettingsError(parsed.error.issues.map((issue) => troubleOf(issue, "deployment", deploymentPlace)));
}
