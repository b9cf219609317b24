import { beforeAll, describe, expect, it } from "@jest/globals";
import { type OperatorRole, operatorRoles } from "../../shared/contract/operator-roles.ts";
import { type OperationName, operationNames, routes } from "../../shared/contract/routes.ts";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise({ nidan: {} }));
});

/** What each role may call, written out: a route that moves from one role to another is a decision. */
const reader = ["findAccount", "getAccount", "listAccountActivity"] as const;
const support = [
  ...reader,
  "updateAccount",
  "lockAccount",
  "unlockAccount",
  "revokeAccess",
  "resetAccount",
  "confirmReset",
] as const;
const expected = {
  reader,
  support,
  // Whoever may say that a password was right may not be one of the operator's people.
  backend: ["startDelegatedLogin", "redeemResult"],
  admin: [...support, "createAccount", "importAccounts", "exportAccount", "deleteAccount", "recordLifecycleEvent"],
} as const satisfies {
  readonly [Role in OperatorRole]: readonly OperationName[];
};

const adminNames = operationNames.filter((name) => routes[name].api === "admin");

/** The statements of a role's policy: the method and path pattern of each. */
function patternsOf(role: OperatorRole) {
  const [policy] = Object.values(
    service.findResources("AWS::IAM::ManagedPolicy", { Properties: { ManagedPolicyName: `nidan-${role}` } }),
  );
  const [statement, ...more] = policy?.Properties.PolicyDocument.Statement ?? [];
  expect(more).toEqual([]);
  expect(statement).toMatchObject({ Effect: "Allow", Action: "execute-api:Invoke" });
  const apiId = Object.keys(
    service.findResources("AWS::ApiGatewayV2::Api", { Properties: { Name: "nidan-admin" } }),
  )[0];
  return [statement.Resource].flat().map((resource: { "Fn::Join": [string, unknown[]] }) => {
    const parts = resource["Fn::Join"][1];
    expect(parts).toContainEqual({ Ref: apiId });
    return String(parts.at(-1)).replace("/$default/", "");
  });
}

/** As IAM matches: a star is any text, slashes too. */
const matches = (pattern: string, call: string) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.$()|{}[\]\\+?^]/g, "\\$&"))
      .join(".*")}$`,
  ).test(call);

const callOf = (name: OperationName) =>
  `${routes[name].method}${routes[name].path.replace(/\{\w+\}/g, "AAAAAAAAAAAAAAAAAAAAAA")}`;

describe.each(operatorRoles)("given the policy of a %s", (role) => {
  it("lets through just the operations of the role", () => {
    const patterns = patternsOf(role);
    const through = adminNames.filter((name) => patterns.some((pattern) => matches(pattern, callOf(name))));
    expect(through.sort()).toEqual([...expected[role]].sort());
  });

  it("names each of them once, and nothing else", () => {
    const patterns = patternsOf(role);
    expect(patterns).toHaveLength(expected[role].length);
    for (const pattern of patterns) {
      expect(expected[role].filter((name) => matches(pattern, callOf(name)))).toHaveLength(1);
    }
  });
});

it("given the roles, then every operation of the admin API is one's", () => {
  expect([...expected.admin, ...expected.backend].sort()).toEqual([...adminNames].sort());
});
