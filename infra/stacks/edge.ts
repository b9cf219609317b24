import { Stack, type StackProps } from "aws-cdk-lib";
import { Certificate, CertificateValidation, type ICertificate } from "aws-cdk-lib/aws-certificatemanager";
import { HostedZone } from "aws-cdk-lib/aws-route53";
import { CfnLoggingConfiguration, CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";
import { addLogGroup, arnOf } from "./log-group.ts";
import type { Plan } from "./plan.ts";
import { webAclBodies, webAclRules } from "./web-acl-rules.ts";

/** What CloudFront takes from us-east-1 only: the web ACL and the certificate. */
export class EdgeStack extends Stack {
  readonly webAclArn: string;
  /** Left out when CloudFront's own host is used. */
  readonly certificate: ICertificate | undefined;

  constructor(scope: Construct, id: string, plan: Plan, props: StackProps) {
    super(scope, id, props);
    this.webAclArn = this.#webAcl(plan).attrArn;
    this.certificate = this.#certificate(plan);
  }

  #webAcl(plan: Plan): CfnWebACL {
    const { deployment } = plan;
    const webAcl = new CfnWebACL(this, "WebAcl", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      description: "In front of the pages and the public API",
      customResponseBodies: webAclBodies,
      rules: webAclRules(deployment.requestsPerAddress),
      visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: deployment.name, sampledRequestsEnabled: false },
    });
    // WAF writes only to log groups whose name begins so.
    const logGroup = addLogGroup(this, "WebAclLog", plan, `aws-waf-logs-${this.stackName}`);
    new CfnLoggingConfiguration(this, "WebAclLogging", {
      resourceArn: webAcl.attrArn,
      logDestinationConfigs: [arnOf(logGroup)],
      redactedFields: [{ singleHeader: { Name: "authorization" } }, { singleHeader: { Name: "cookie" } }],
      // Requests that passed are not logged: an address is personal data, and the API logs what it needs.
      loggingFilter: {
        DefaultBehavior: "DROP",
        Filters: [
          {
            Behavior: "KEEP",
            Requirement: "MEETS_ANY",
            Conditions: [
              { ActionCondition: { Action: "BLOCK" } },
              { ActionCondition: { Action: "COUNT" } },
              { ActionCondition: { Action: "EXCLUDED_AS_COUNT" } },
            ],
          },
        ],
      },
    });
    return webAcl;
  }

  #certificate({ settings: { host }, deployment: { domain } }: Plan): ICertificate | undefined {
    if (host === undefined) return undefined;
    if (domain.certificateArn !== undefined) {
      return Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn);
    }
    if (domain.hostedZone === undefined) return undefined;
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: domain.hostedZone.id,
      zoneName: domain.hostedZone.name,
    });
    return new Certificate(this, "Certificate", {
      domainName: host,
      validation: CertificateValidation.fromDns(zone),
    });
  }
}
