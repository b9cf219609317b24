import type { Stack } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { folderOf, type OperationName, operationNames, routes } from "../../shared/contract/routes.ts";
import { type Grant, grants } from "../grants.ts";
import { addFunction, allow } from "./function.ts";
import { type KeyArns, keyStatements } from "./keys.ts";
import type { Plan } from "./plan.ts";

export interface Parts {
  readonly table: TableV2;
  readonly keys: KeyArns;
  /** SES configuration set of mails; none where the operator has no address to send from. */
  readonly emailConfigurationSet: string | undefined;
  /** `https://` and the host. */
  readonly origin: string;
}

/** One function an operation. */
export function addOperations(stack: Stack, plan: Plan, parts: Parts): ReadonlyMap<OperationName, IFunction> {
  return new Map(
    operationNames.map((name) => {
      const grant: Grant = grants[name];
      const operation = addFunction(stack, idOf(name), plan, {
        folder: folderOf(name),
        description: routes[name].summary,
        may: rightsOf(grant, stack, plan, parts),
        memoryMegabytes: grant.hashesPasswords ? 1769 : 512,
        environment: environmentOf(grant, plan, parts),
      });
      return [name, operation];
    }),
  );
}

/** What `shared/config.ts` reads; of the keys only those that the function may use. */
export const environmentOf = (grant: Grant, plan: Plan, { table, keys, emailConfigurationSet, origin }: Parts) => ({
  NIDAN_SETTINGS: plan.givenSettings,
  NIDAN_ORIGIN: origin,
  TABLE_NAME: table.tableName,
  ...(grant.roots.includes("challenge") ? { CHALLENGE_KEY_IDS: keys.challenge.join(",") } : {}),
  ...(grant.roots.includes("vault") ? { VAULT_KEY_IDS: keys.vault.join(",") } : {}),
  ...(grant.email && emailConfigurationSet !== undefined ? { EMAIL_CONFIGURATION_SET: emailConfigurationSet } : {}),
  ...(grant.signing.length > 0 ? { SIGNING_KEY_IDS: keys.signing.join(",") } : {}),
});

/** A grant in IAM's words. */
export const rightsOf = (grant: Grant, stack: Stack, plan: Plan, parts: Parts): PolicyStatement[] => [
  ...tableStatements(grant, parts.table),
  ...keyStatements(grant, parts.keys, plan),
  ...smsStatements(grant, stack),
  ...emailStatements(grant, stack, plan, parts),
];

/** `startLogin` → `StartLogin`: the id of its function in the template. */
export const idOf = (name: OperationName): string => name.charAt(0).toUpperCase() + name.slice(1);

function tableStatements(grant: Grant, table: TableV2): PolicyStatement[] {
  if (grant.table.length === 0) return [];
  return [
    allow(
      grant.table.map((call) => `dynamodb:${call}`),
      table.tableArn,
    ),
  ];
}

/** A phone number is no resource with an ARN: everything but the topics is what IAM can say. */
function smsStatements(grant: Grant, stack: Stack): PolicyStatement[] {
  if (!grant.sms) return [];
  return [
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ["sns:Publish"],
      notResources: [stack.formatArn({ service: "sns", region: "*", account: "*", resource: "*" })],
    }),
  ];
}

/** From the operator's address alone, and through the configuration set alone. */
function emailStatements(
  grant: Grant,
  stack: Stack,
  { settings }: Plan,
  { emailConfigurationSet }: Parts,
): PolicyStatement[] {
  const { from } = settings.email;
  if (!grant.email || from === undefined || emailConfigurationSet === undefined) return [];
  const arnOf = (resource: string, resourceName: string) => stack.formatArn({ service: "ses", resource, resourceName });
  const identities = [from, from.slice(from.lastIndexOf("@") + 1)].map((name) => arnOf("identity", name));
  return [
    allow(["ses:SendEmail"], [...identities, arnOf("configuration-set", emailConfigurationSet)], {
      "ses:FromAddress": from,
    }),
  ];
}
