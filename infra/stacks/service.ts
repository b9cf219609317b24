import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { addApi, addRoutes } from "./apis.ts";
import type { EdgeStack } from "./edge.ts";
import { addEmail } from "./email.ts";
import { addEventParts, addPublishEvents } from "./events.ts";
import { addFront } from "./front.ts";
import { addFunction } from "./function.ts";
import { addKeys } from "./keys.ts";
import { addLifecycle } from "./lifecycle.ts";
import { addOperations } from "./operations.ts";
import { addOperatorPolicies } from "./operator-policies.ts";
import { addOriginSecret } from "./origin-secret.ts";
import { addPageBuckets, deployPages } from "./pages.ts";
import type { Plan } from "./plan.ts";
import { addPush } from "./push.ts";
import { addRecordDelivery } from "./record-delivery.ts";
import { addSmsAccount } from "./sms-account.ts";
import { readSmsLog } from "./sms-log.ts";
import { addNotify, addWatchSends } from "./streams.ts";
import { addSweepNotices } from "./sweep-notices.ts";
import { addTable } from "./table.ts";
import { addVoice } from "./voice.ts";
import { addWebhooks } from "./webhooks.ts";

/** The service itself. API and functions are in one template, so that `sam local start-api` can run it. */
export class ServiceStack extends Stack {
  readonly tableName: string;
  /** Names of the queues of what was given up. */
  readonly givenUp: {
    readonly notices: string;
    readonly sends: string;
    readonly reports: string;
    readonly lifecycle: string;
    readonly events: string;
    /** None where there are no webhooks. */
    readonly webhooks: string | undefined;
  };
  /** Name of the queue of events that wait for the bus. */
  readonly eventQueueName: string;
  readonly eventBusName: string;
  readonly apiIds: { readonly public: string; readonly admin: string };

  constructor(scope: Construct, id: string, plan: Plan, edge: EdgeStack, props: StackProps) {
    super(scope, id, props);
    const table = addTable(this, plan);
    const keys = addKeys(this, plan);
    const apis = { public: addApi(this, "public", plan), admin: addApi(this, "admin", plan) };
    const buckets = addPageBuckets(this, plan);
    const front = addFront(this, plan, {
      api: apis.public,
      originSecret: addOriginSecret(this, plan, keys),
      buckets,
      webAclArn: edge.webAclArn,
      certificate: edge.certificate,
    });
    deployPages(this, plan, buckets.pages);

    const origin = `https://${plan.settings.host ?? front.distributionDomainName}`;
    const email = addEmail(this, plan);
    const voice = addVoice(this, plan);
    const push = addPush(this, plan);
    const events = addEventParts(this, plan);
    const parts = { table, keys, emailConfigurationSet: email?.configurationSet, voice, push, events, origin };
    const operations = addOperations(this, plan, parts);
    const notices = addNotify(this, plan, parts);
    addSweepNotices(this, plan, parts);
    const sends = addWatchSends(this, plan, parts);
    addPublishEvents(this, plan, parts);
    const webhooks = addWebhooks(this, plan, events);
    const reports = addRecordDelivery(this, plan, parts, email);
    const lifecycle = addLifecycle(this, plan, parts);
    addSmsAccount(this, plan);
    readSmsLog(this, plan, reports.records);
    const unknownRoute = addFunction(this, "UnknownRoute", plan, {
      folder: "unknown-route",
      description: "Answers calls that no route of the contract takes",
      may: [],
    });
    addRoutes(this, "public", apis.public, plan, { operations, unknownRoute });
    addRoutes(this, "admin", apis.admin, plan, { operations, unknownRoute });
    addOperatorPolicies(this, apis.admin, plan);

    this.tableName = table.tableName;
    this.givenUp = {
      notices: notices.queueName,
      sends: sends.queueName,
      reports: reports.givenUp.queueName,
      lifecycle: lifecycle.queueName,
      events: events.givenUp.queueName,
      webhooks: webhooks?.queueName,
    };
    this.eventBusName = events.bus.eventBusName;
    this.eventQueueName = events.queue.queueName;
    this.apiIds = { public: apis.public.apiId, admin: apis.admin.apiId };
    new CfnOutput(this, "Origin", { value: origin, description: "Pages and API" });
    new CfnOutput(this, "AdminOrigin", { value: apis.admin.apiEndpoint, description: "Admin API (SigV4)" });
    new CfnOutput(this, "FrontDomain", {
      value: front.distributionDomainName,
      description: "Where the host's DNS record must point",
    });
  }
}
