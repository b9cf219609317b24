import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";
import type { Principal } from "../domain/principal.ts";
import { Problem } from "../domain/problem.ts";

/** What API Gateway's IAM authorizer tells of a call that it let pass. */
const Authorized = z.object({ authorizer: z.object({ iam: z.object({ userArn: z.string().check(z.minLength(1)) }) }) });

/** @throws Problem `forbidden` where nobody is named: the route is then not behind the authorizer. */
export function principalOf({ requestContext }: APIGatewayProxyEventV2): Principal {
  const parsed = z.safeParse(Authorized, requestContext);
  if (parsed.success) return { arn: parsed.data.authorizer.iam.userArn };
  throw new Problem("forbidden");
}
