import type { Stack } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { folderOf, type OperationName, operationNames, routes } from "../../shared/contract/routes.ts";
import { type Grant, grants } from "../grants.ts";
import { acknowledge, wildcardOf } from "./acknowledge.ts";
import { addFunction } from "./function.ts";
import type { Plan } from "./plan.ts";
import { endpointsOf } from "./push.ts";
import { contactsOf, environmentOf, type Parts, rightsOf } from "./rights.ts";

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
      if (grant.voice && parts.voice !== undefined && operation.role !== undefined) {
        acknowledge(operation.role, {
          [wildcardOf(stack, contactsOf(parts.voice))]:
            "A call is a new contact each time: its id is not known before, its instance is.",
        });
      }
      acknowledgeEndpoints(stack, operation, grant, parts);
      return [name, operation];
    }),
  );
}

/** Where an app registers is known; which app it will be is not. */
function acknowledgeEndpoints(stack: Stack, { role }: IFunction, grant: Grant, { push }: Parts): void {
  if (role === undefined || grant.push.every((call) => call === "CreatePlatformEndpoint")) return;
  for (const application of Object.values(push)) {
    acknowledge(role, {
      [wildcardOf(stack, endpointsOf(application))]:
        "Each app on a phone is an endpoint of its own: none is known before, its application is.",
    });
  }
}

/** `startLogin` → `StartLogin`: the id of its function in the template. */
export const idOf = (name: OperationName): string => name.charAt(0).toUpperCase() + name.slice(1);
