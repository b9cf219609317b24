import { type App, Tags } from "aws-cdk-lib";
import { AlarmsStack } from "./alarms.ts";
import { EdgeStack } from "./edge.ts";
import type { Plan } from "./plan.ts";
import { ServiceStack } from "./service.ts";

/** The three stacks. References across them are weak (`Fn::GetStackOutput`), so that none holds another back. */
export function addStacks(app: App, plan: Plan) {
  const { name, region, account } = plan.deployment;
  const env = (inRegion: string) => ({ region: inRegion, ...(account === undefined ? {} : { account }) });
  const edge = new EdgeStack(app, `${name}-edge`, plan, {
    env: env("us-east-1"),
    description: "nidan: web ACL and certificate, for CloudFront",
  });
  const service = new ServiceStack(app, `${name}-service`, plan, edge, {
    env: env(region),
    description: "nidan: two-step verification",
  });
  const alarms = new AlarmsStack(app, `${name}-alarms`, plan, service, {
    env: env(region),
    description: "nidan: alarms",
  });
  service.addStackDependency(edge);
  alarms.addStackDependency(service);
  Tags.of(app).add("service", name);
  return { edge, service, alarms };
}
