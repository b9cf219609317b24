import { beforeAll, describe, expect, it } from "@jest/globals";
import { Match } from "aws-cdk-lib/assertions";
import { synthesise } from "./synthesised.ts";

const previous = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555";

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise());
});

const keyIds = () => Object.keys(service.findResources("AWS::KMS::Key"));
const keyOf = (beginning: string) => keyIds().find((id) => id.startsWith(beginning)) ?? "";
const functions = () =>
  Object.values(service.findResources("AWS::Lambda::Function")).map(({ Properties }) => Properties);
const statementsOf = (roleId: string): readonly Statement[] =>
  service.findResources("AWS::IAM::Role")[roleId]?.Properties.Policies[0].PolicyDocument.Statement;

/** Functions whose role names the key in any way, and what it may do with it. */
const usersOf = (keyId: string) =>
  functions().flatMap(({ FunctionName, Role }) =>
    statementsOf(Role["Fn::GetAtt"][0]).flatMap(({ Action, Resource = [] }) =>
      JSON.stringify(Resource).includes(`"${keyId}"`) ? [`${FunctionName} ${[Action].flat().join()}`] : [],
    ),
  );

describe("given the key that shows backup codes again", () => {
  it("can be used by the two functions that make and show them, and by no other", () => {
    expect(usersOf(keyOf("RevealKey1")).sort()).toEqual([
      "nidan-make-backup-codes kms:GenerateMac",
      "nidan-reveal-backup-codes kms:GenerateMac",
    ]);
  });

  it("is known to those two alone", () => {
    const told = functions().filter(({ Environment }) => "REVEAL_KEY_IDS" in (Environment?.Variables ?? {}));
    expect(told.map(({ FunctionName }) => FunctionName).sort()).toEqual([
      "nidan-make-backup-codes",
      "nidan-reveal-backup-codes",
    ]);
  });

  it("is a root of its own: none who signs in, and nothing that checks a code, comes near it", () => {
    const users = (beginning: string) => usersOf(keyOf(beginning)).map((user) => user.split(" ")[0]);
    expect(users("VaultKey1")).toContain("nidan-verify-login");
    expect(users("RevealKey1")).not.toContain("nidan-verify-login");
  });
});

describe("given the policies of the keys themselves", () => {
  it("lets the account's own IAM say who uses them, and names nobody else", () => {
    const allowed = Object.values(service.findResources("AWS::KMS::Key")).flatMap(
      ({ Properties }) => Properties.KeyPolicy.Statement,
    );
    const account = { "Fn::Join": ["", ["arn:aws:iam::", { Ref: "AWS::AccountId" }, ":root"]] };
    expect(allowed).toEqual(
      keyIds().map(() => ({ Effect: "Allow", Action: "kms:*", Resource: "*", Principal: { AWS: account } })),
    );
  });
});

const rings = {
  challenge: { key: "ChallengeKey", of: "nidan-get-login", call: "kms:GenerateMac" },
  vault: { key: "VaultKey", of: "nidan-create-account", call: "kms:GenerateMac" },
  reveal: { key: "RevealKey", of: "nidan-reveal-backup-codes", call: "kms:GenerateMac" },
  signing: { key: "ES256Key", of: "nidan-get-jwks", call: "kms:GetPublicKey" },
} as const;

describe.each(Object.entries(rings))("given a new generation of the %s key", (use, { key, of, call }) => {
  let rotated: typeof service;
  beforeAll(async () => {
    const keys = { [use]: { generation: 2, previous: [previous] } };
    ({ service: rotated } = await synthesise({ deployment: { keys } }));
  });

  it("makes another key, so that the old one stays as it is", () => {
    const after = Object.keys(rotated.findResources("AWS::KMS::Key"));
    expect(after.filter((id) => !keyIds().includes(id))).toEqual([expect.stringMatching(`^${key}2`)]);
  });

  it("hands the functions the new key first, then the old one", () => {
    const ids = { "Fn::Join": ["", [{ "Fn::GetAtt": [Match.stringLikeRegexp(`^${key}2`), "Arn"] }, `,${previous}`]] };
    rotated.hasResourceProperties("AWS::Lambda::Function", {
      FunctionName: of,
      Environment: { Variables: { [`${use.toUpperCase()}_KEY_IDS`]: ids } },
    });
  });

  it("lets them use both, and nothing beside", () => {
    const [fn] = Object.values(rotated.findResources("AWS::Lambda::Function", { Properties: { FunctionName: of } }));
    const role = rotated.findResources("AWS::IAM::Role")[fn?.Properties.Role["Fn::GetAtt"][0]];
    const may: readonly Statement[] = role?.Properties.Policies[0].PolicyDocument.Statement;
    const named = may.flatMap(({ Action, Resource = [] }) => (Action === call ? [Resource].flat() : []));
    const current = { "Fn::GetAtt": [expect.stringMatching(`^${key}2`), "Arn"] };
    expect(named).toHaveLength(2);
    expect(named).toEqual(expect.arrayContaining([current, previous]));
  });
});
