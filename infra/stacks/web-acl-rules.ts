import type { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { Problem } from "../../shared/domain/problem.ts";

/** Answers of the web ACL itself. WAF knows no problem+json; the typed client goes by the status then. */
export const webAclBodies = {
  slow_down: { contentType: "APPLICATION_JSON", content: JSON.stringify(new Problem("slow_down").body) },
};

/**
 * Rules that look for markup, paths and URLs in bodies only count: a password may hold any of these, and whoever
 * has such a one could never sign in. Bodies are parsed against a schema and never become HTML, a path or a URL.
 */
const passwordsLookLike = ["CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY"];

/** Rules of the web ACL, in the order in which they are asked. */
export function webAclRules(requestsPerAddress: number): CfnWebACL.RuleProperty[] {
  return [
    {
      name: "RequestsPerAddress",
      priority: 0,
      statement: {
        rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: "IP", evaluationWindowSec: 300 },
      },
      action: { block: { customResponse: { responseCode: 429, customResponseBodyKey: "slow_down" } } },
      visibilityConfig: visibility("RequestsPerAddress"),
    },
    managed(1, "AmazonIpReputationList"),
    managed(2, "KnownBadInputsRuleSet"),
    managed(3, "CommonRuleSet", passwordsLookLike),
  ];
}

function managed(priority: number, name: string, counted: readonly string[] = []): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name: `AWSManagedRules${name}`,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    overrideAction: { none: {} },
    visibilityConfig: visibility(name),
  };
}

// No samples: they would show headers, login tokens among them, in the console.
const visibility = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});
