import { Duration, type Stack } from "aws-cdk-lib";
import {
  HttpIntegrationType,
  HttpRouteIntegration,
  type HttpRouteIntegrationConfig,
  IntegrationCredentials,
  PayloadFormatVersion,
} from "aws-cdk-lib/aws-apigatewayv2";
import { PolicyDocument, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { allow } from "./function.ts";

/**
 * The role by which an API calls the functions of its routes, and no others. One role in place of a permission on each
 * function: a stack holds 500 resources, and an operation takes five so, not six (ADR 0012).
 */
export const addCallerRole = (stack: Stack, id: string, functions: readonly IFunction[]): Role =>
  new Role(stack, id, {
    assumedBy: new ServicePrincipal("apigateway.amazonaws.com"),
    inlinePolicies: {
      Own: new PolicyDocument({
        statements: [
          allow(
            ["lambda:InvokeFunction"],
            functions.map(({ functionArn }) => functionArn),
          ),
        ],
      }),
    },
  });

/** A route's function, called by the API's role. */
export class LambdaRoute extends HttpRouteIntegration {
  readonly #handler: IFunction;
  readonly #caller: Role;

  constructor(handler: IFunction, caller: Role) {
    super("Integration");
    this.#handler = handler;
    this.#caller = caller;
  }

  bind(): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      uri: this.#handler.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      timeout: Duration.seconds(11),
      credentials: IntegrationCredentials.fromRole(this.#caller),
    };
  }
}
