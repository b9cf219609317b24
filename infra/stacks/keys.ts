import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Grant } from "../grants.ts";
import { allow } from "./function.ts";
import type { Plan } from "./plan.ts";

/** ARNs of the keys of each use, the current one first. */
export interface KeyArns {
  readonly challenge: readonly string[];
  readonly vault: readonly string[];
  readonly reveal: readonly string[];
  readonly signing: readonly string[];
}

const signing = {
  ES256: { spec: KeySpec.ECC_NIST_P256, kms: "ECDSA_SHA_256" },
  RS256: { spec: KeySpec.RSA_2048, kms: "RSASSA_PKCS1_V1_5_SHA_256" },
} as const;

/**
 * The keys that everything else is derived from or signed with. A generation is part of the logical id: raising it
 * makes a new key and keeps the old one, and a key's spec, which cannot change, changes with its id.
 */
export function addKeys(stack: Stack, { settings, deployment }: Plan): KeyArns {
  const { algorithm } = settings.result;
  const ring = (use: keyof KeyArns, id: string, description: string, keySpec: KeySpec, keyUsage: KeyUsage) => {
    const { generation, previous } = deployment.keys[use];
    const key = new Key(stack, `${id}${generation}`, {
      description: `${deployment.name}: ${description}, generation ${generation}`,
      alias: `${deployment.name}/${use}`,
      keySpec,
      keyUsage,
      pendingWindow: Duration.days(deployment.onDelete === "retain" ? 30 : 7),
      removalPolicy: deployment.onDelete === "retain" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    return [key.keyArn, ...previous];
  };
  const { HMAC_256 } = KeySpec;
  const { GENERATE_VERIFY_MAC, SIGN_VERIFY } = KeyUsage;
  return {
    challenge: ring("challenge", "ChallengeKey", "root of codes and tokens", HMAC_256, GENERATE_VERIFY_MAC),
    vault: ring("vault", "VaultKey", "root of what outlives a login", HMAC_256, GENERATE_VERIFY_MAC),
    reveal: ring("reveal", "RevealKey", "root of what shows backup codes", HMAC_256, GENERATE_VERIFY_MAC),
    signing: ring("signing", `${algorithm}Key`, "signs results", signing[algorithm].spec, SIGN_VERIFY),
  };
}

/** The calls on keys that a grant names, each with the one algorithm that the code uses. */
export function keyStatements(grant: Grant, keys: KeyArns, { settings }: Plan): PolicyStatement[] {
  const { roots, signing: calls } = grant;
  const [current = ""] = keys.signing;
  return [
    ...roots.map((root) => allow(["kms:GenerateMac"], keys[root], { "kms:MacAlgorithm": "HMAC_SHA_256" })),
    ...calls.map((call) =>
      call === "Sign"
        ? allow(["kms:Sign"], current, { "kms:SigningAlgorithm": signing[settings.result.algorithm].kms })
        : allow(["kms:GetPublicKey"], keys.signing),
    ),
  ];
}
