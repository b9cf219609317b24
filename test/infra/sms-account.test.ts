import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Match } from "aws-cdk-lib/assertions";
import { synthesise } from "./synthesised.ts";

const roleArn = "arn:aws:iam::123456789012:role/nidan-sms-log";
const othersArn = "arn:aws:iam::123456789012:role/others";

/** Plays SNS, which keeps the account's settings, on `/`, and CloudFormation's signed URL on `/answer`. */
let server: Server;
let origin: string;
let refusals = 0;
let kept: Record<string, string> = {};
let answered: Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url === "/answer") {
      answered.push(JSON.parse(body));
      return response.end();
    }
    response.setHeader("content-type", "text/xml");
    if (refusals-- > 0) {
      response.statusCode = 403;
      return response.end(
        "<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>not yet</Message></Error></ErrorResponse>",
      );
    }
    return response.end(answerOf(new URLSearchParams(body)));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SNS: origin,
    AWS_REGION: "ap-northeast-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  refusals = 0;
  kept = {};
  answered = [];
});

/** As AWS Query has it: `attributes.entry.1.key=…&attributes.entry.1.value=…`, and `attributes.member.1=…`. */
function answerOf(query: URLSearchParams): string {
  if (query.get("Action") === "SetSMSAttributes") {
    for (let place = 1; query.has(`attributes.entry.${place}.key`); place += 1) {
      kept[query.get(`attributes.entry.${place}.key`) ?? ""] = query.get(`attributes.entry.${place}.value`) ?? "none";
    }
    return "<SetSMSAttributesResponse><SetSMSAttributesResult/></SetSMSAttributesResponse>";
  }
  const asked = [...query].flatMap(([name, value]) => (name.startsWith("attributes.member.") ? [value] : []));
  const entries = asked.map((name) => `<entry><key>${name}</key><value>${kept[name] ?? ""}</value></entry>`);
  return `<GetSMSAttributesResponse><GetSMSAttributesResult><attributes>${entries.join("")}</attributes></GetSMSAttributesResult></GetSMSAttributesResponse>`;
}

async function send(RequestType: "Create" | "Update" | "Delete", properties: Readonly<Record<string, string>>) {
  const { handler } = await import("../../infra/sms-account/handler.ts");
  await handler({
    RequestType,
    ResponseURL: `${origin}/answer`,
    StackId: "stack",
    RequestId: "request",
    LogicalResourceId: "SmsAccount",
    ResourceProperties: { ServiceToken: "token", ...properties },
  });
  return answered[0];
}

describe.each(["Create", "Update"] as const)("given CloudFormation's %s", (type) => {
  it("has SNS log every delivery as our role, and count every SMS as urgent", async () => {
    expect(await send(type, { RoleArn: roleArn })).toEqual({
      Status: "SUCCESS",
      StackId: "stack",
      RequestId: "request",
      LogicalResourceId: "SmsAccount",
      PhysicalResourceId: "sms-account",
    });
    expect(kept).toEqual({
      DefaultSMSType: "Transactional",
      DeliveryStatusIAMRole: roleArn,
      DeliveryStatusSuccessSamplingRate: "100",
    });
  });

  it("sets the spend limit where there is one, and leaves it as it is where there is none", async () => {
    await send(type, { RoleArn: roleArn, MonthlySpendLimitUsd: "250" });
    await send(type, { RoleArn: roleArn });
    expect(kept.MonthlySpendLimit).toBe("250");
  });
});

describe("given a role that does not work yet", () => {
  it("asks again", async () => {
    refusals = 1;
    expect(await send("Create", { RoleArn: roleArn })).toMatchObject({ Status: "SUCCESS" });
    expect(kept.DeliveryStatusIAMRole).toBe(roleArn);
  });
});

describe("given no role", () => {
  it("fails at once and says why, rather than let the deployment wait", async () => {
    expect(await send("Create", {})).toMatchObject({
      Status: "FAILED",
      Reason: "RoleArn must be the ARN of the delivery log's role",
    });
    expect(kept).toEqual({});
  });
});

describe("given CloudFormation's Delete", () => {
  it("takes our role away, which goes with the stack, and leaves limit and type to those who send on", async () => {
    await send("Create", { RoleArn: roleArn, MonthlySpendLimitUsd: "250" });
    answered = [];
    expect(await send("Delete", { RoleArn: roleArn })).toMatchObject({ Status: "SUCCESS" });
    expect(kept).toMatchObject({
      DeliveryStatusIAMRole: "",
      MonthlySpendLimit: "250",
      DefaultSMSType: "Transactional",
    });
  });

  it("leaves a role that somebody else has set since", async () => {
    kept = { DeliveryStatusIAMRole: othersArn };
    expect(await send("Delete", { RoleArn: roleArn })).toMatchObject({ Status: "SUCCESS" });
    expect(kept).toEqual({ DeliveryStatusIAMRole: othersArn });
  });

  it("lets the stack go even when SNS refuses", async () => {
    refusals = Number.POSITIVE_INFINITY;
    expect(await send("Delete", { RoleArn: roleArn })).toMatchObject({ Status: "SUCCESS" });
  });
});

describe("given the stack", () => {
  it("hands over the role, and the limit as it was set", async () => {
    const { service } = await synthesise({ deployment: { sms: { monthlySpendLimitUsd: 250 } } });
    const RoleArn = { "Fn::GetAtt": [Match.stringLikeRegexp("^SmsLogRole"), "Arn"] };
    service.hasResourceProperties("Custom::SmsAccount", { RoleArn, MonthlySpendLimitUsd: "250" });
  });

  it("lets SNS write the delivery log as that role, and nothing else; and the function pass it to SNS alone", async () => {
    const { service } = await synthesise({ deployment: { account: "123456789012" } });
    service.hasResourceProperties("AWS::IAM::Role", {
      AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: "sns.amazonaws.com" } })] },
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              {
                Effect: "Allow",
                Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                Resource:
                  "arn:aws:logs:ap-northeast-1:123456789012:log-group:sns/ap-northeast-1/123456789012/DirectPublishToPhoneNumber*",
              },
            ],
          },
        },
      ],
    });
    service.hasResourceProperties("AWS::IAM::Role", {
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              {
                Effect: "Allow",
                Action: "iam:PassRole",
                Resource: { "Fn::GetAtt": [Match.stringLikeRegexp("^SmsLogRole"), "Arn"] },
                Condition: { StringEquals: { "iam:PassedToService": "sns.amazonaws.com" } },
              },
            ]),
          },
        },
      ],
    });
  });
});
