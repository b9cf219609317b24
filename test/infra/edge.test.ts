import { beforeAll, describe, expect, it } from "@jest/globals";
import { synthesise } from "./synthesised.ts";

let made: Awaited<ReturnType<typeof synthesise>>;
beforeAll(async () => {
  made = await synthesise({ deployment: { requestsPerAddress: 1234, logRetentionDays: 30 } });
});
const webAcl = () => Object.values(made.edge.findResources("AWS::WAFv2::WebACL"))[0]?.Properties;
const rule = (name: string) => webAcl().Rules.find(({ Name }: { readonly Name: string }) => Name === name);

describe("given the web ACL", () => {
  it("is CloudFront's, made in us-east-1, and stands before pages and API", () => {
    expect(made.stacks.edge.region).toBe("us-east-1");
    expect(webAcl()).toMatchObject({ Scope: "CLOUDFRONT", DefaultAction: { Allow: {} } });
    const [front] = Object.values(made.service.findResources("AWS::CloudFront::Distribution"));
    expect(front?.Properties.DistributionConfig.WebACLId["Fn::GetStackOutput"]).toMatchObject({
      StackName: "nidan-edge",
      Region: "us-east-1",
    });
  });

  it("answers 429 to an address beyond its number of requests", () => {
    expect(rule("RequestsPerAddress")).toMatchObject({
      Statement: { RateBasedStatement: { Limit: 1234, AggregateKeyType: "IP", EvaluationWindowSec: 300 } },
      Action: { Block: { CustomResponse: { ResponseCode: 429, CustomResponseBodyKey: "slow_down" } } },
    });
    expect(JSON.parse(webAcl().CustomResponseBodies.slow_down.Content)).toMatchObject({
      status: 429,
      code: "slow_down",
    });
  });

  it.each(["AmazonIpReputationList", "KnownBadInputsRuleSet", "CommonRuleSet"])("asks AWS's %s", (name) => {
    expect(rule(name)).toMatchObject({
      Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: `AWSManagedRules${name}` } },
      OverrideAction: { None: {} },
    });
  });

  it("turns nobody away because the password looks like markup, a path or a URL", () => {
    const { RuleActionOverrides } = rule("CommonRuleSet").Statement.ManagedRuleGroupStatement;
    expect(RuleActionOverrides).toEqual(
      ["CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY"].map((Name) => ({
        Name,
        ActionToUse: { Count: {} },
      })),
    );
  });
});

describe("given the log of the web ACL", () => {
  const logging = () => Object.values(made.edge.findResources("AWS::WAFv2::LoggingConfiguration"))[0]?.Properties;

  it("holds no token and no cookie", () => {
    expect(logging().RedactedFields).toEqual([
      { SingleHeader: { Name: "authorization" } },
      { SingleHeader: { Name: "cookie" } },
    ]);
    expect(JSON.stringify(webAcl())).not.toContain('"SampledRequestsEnabled":true');
  });

  it("holds only what was blocked or counted", () => {
    const [{ Behavior, Conditions }] = logging().LoggingFilter.Filters;
    expect(logging().LoggingFilter.DefaultBehavior).toBe("DROP");
    expect(Behavior).toBe("KEEP");
    expect(JSON.stringify(Conditions)).not.toContain("ALLOW");
  });

  it("is named as WAF demands and forgets when the deployment says", () => {
    made.edge.hasResourceProperties("AWS::Logs::LogGroup", {
      LogGroupName: "aws-waf-logs-nidan-edge",
      RetentionInDays: 30,
    });
  });
});
