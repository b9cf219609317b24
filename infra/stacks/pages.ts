import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import type { Construct } from "constructs";
import { acknowledge, wildcardOf } from "./acknowledge.ts";
import { addFunctionRole, allow, functionNameOf } from "./function.ts";
import { addLogGroup } from "./log-group.ts";
import type { Plan } from "./plan.ts";

/** Closed to all but those whom a policy names, and only over TLS. */
class PrivateBucket extends Bucket {
  // CDK's class leaves this undefined, and its interface (under exactOptionalPropertyTypes) does not.
  override get isWebsite(): boolean {
    return false;
  }

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      ...props,
    });
  }
}

export interface PageBuckets {
  readonly pages: IBucket;
  /** Access logs of CloudFront and of the pages' bucket. */
  readonly logs: IBucket;
}

/** The bucket of the pages, which only CloudFront reads, and the one for access logs. */
export function addPageBuckets(stack: Stack, { deployment }: Plan): PageBuckets {
  const logs = new PrivateBucket(stack, "AccessLogs", {
    // CloudFront's log delivery still writes by ACL.
    objectOwnership: ObjectOwnership.OBJECT_WRITER,
    lifecycleRules: [{ expiration: Duration.days(deployment.logRetentionDays) }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const pages = new PrivateBucket(stack, "Pages", {
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: "pages/",
    removalPolicy: RemovalPolicy.RETAIN,
  });
  return { pages, logs };
}

/**
 * Uploads the built pages. Files under `assets/` carry a hash in their names and never change; old ones stay, for
 * those who still have yesterday's page open. Everything else is asked for anew each time.
 */
export function deployPages(stack: Stack, plan: Plan, bucket: IBucket): void {
  const asset = new Asset(stack, "PagesAsset", { path: plan.pagesDirectory });
  const logGroup = addLogGroup(stack, "PagesDeployLog", plan, `/aws/lambda/${functionNameOf(plan, "deploy-pages")}`);
  const role = addFunctionRole(stack, "PagesDeployRole", logGroup, [
    // Not this one asset: its name changes with each build, and a changed policy takes effect after the upload began.
    allow(["s3:GetObject"], asset.bucket.arnForObjects("*")),
    allow(["s3:ListBucket"], bucket.bucketArn),
    allow(["s3:PutObject", "s3:AbortMultipartUpload"], bucket.arnForObjects("*")),
  ]);
  const shared = {
    sources: [Source.bucket(asset.bucket, asset.s3ObjectKey)],
    destinationBucket: bucket,
    prune: false,
    memoryLimit: 512,
    logGroup,
    // CDK would add `s3:GetObject*`, `s3:List*`, `s3:DeleteObject*` and more.
    role: role.withoutPolicyUpdates(),
  };
  const assets = new BucketDeployment(stack, "DeployAssets", {
    ...shared,
    exclude: ["*"],
    include: ["assets/*"],
    cacheControl: [CacheControl.fromString("public, max-age=31536000, immutable")],
  });
  const rest = new BucketDeployment(stack, "DeployPages", {
    ...shared,
    exclude: ["assets/*"],
    cacheControl: [CacheControl.fromString("no-cache")],
  });
  // A page is uploaded after what it loads.
  rest.node.addDependency(assets);

  acknowledge(role, {
    [wildcardOf(stack, bucket.arnForObjects("*"))]:
      "It writes every file of the pages, whose names change with each build.",
    [wildcardOf(stack, asset.bucket.arnForObjects("*"))]:
      "It reads the pages' asset, whose name changes with each build.",
  });
  for (const child of stack.node.children.filter(({ node }) => node.id.startsWith("Custom::CDKBucketDeployment"))) {
    acknowledge(child, { L1: "CDK's own function; its Python is the version that CDK tests it with." });
  }
}
