import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { synthesise } from "./synthesised.ts";

const account = "123456789012";
const secretArn = (name: string) => `arn:aws:secretsmanager:ap-northeast-1:${account}:secret:${name}-AbC123`;
const arn = `arn:aws:sns:ap-northeast-1:${account}:app/GCM/nidan-app`;
const googleKey = JSON.stringify({ type: "service_account", project_id: "example", private_key: "-----BEGIN-----" });
const appleKey = { signingKey: "-----BEGIN-----", keyId: "KEY1", teamId: "TEAM", bundleId: "jp.example.app" };

/** Plays Secrets Manager and SNS on `/`, and CloudFormation's signed URL on `/answer`. */
let server: Server;
let origin: string;
let secret: string;
let refusals = 0;
let asked: URLSearchParams[] = [];
let answered: Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url === "/answer") {
      answered.push(JSON.parse(body));
      return response.end();
    }
    if (request.headers["x-amz-target"] === "secretsmanager.GetSecretValue") {
      response.setHeader("content-type", "application/x-amz-json-1.1");
      return response.end(JSON.stringify({ ARN: JSON.parse(body).SecretId, SecretString: secret }));
    }
    response.setHeader("content-type", "text/xml");
    if (refusals-- > 0) {
      response.statusCode = 403;
      return response.end(
        "<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code></Error></ErrorResponse>",
      );
    }
    const query = new URLSearchParams(body);
    asked.push(query);
    const action = query.get("Action");
    const result =
      action === "CreatePlatformApplication" ? `<PlatformApplicationArn>${arn}</PlatformApplicationArn>` : "";
    return response.end(`<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SNS: origin,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: origin,
    AWS_REGION: "ap-northeast-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  secret = googleKey;
  refusals = 0;
  asked = [];
  answered = [];
});

const properties = { Name: "nidan-app", Platform: "GCM", Arn: arn, SecretArn: secretArn("fcm") };

async function send(RequestType: "Create" | "Update" | "Delete", given: Readonly<Record<string, string>> = properties) {
  const { handler } = await import("../../infra/push-application/handler.ts");
  await handler({
    RequestType,
    ResponseURL: `${origin}/answer`,
    StackId: "stack",
    RequestId: "request",
    LogicalResourceId: "PushGCM",
    ResourceProperties: { ServiceToken: "token", ...given },
  });
  return answered[0];
}

const actions = () => asked.map((query) => query.get("Action"));
/** `Attributes.entry.1.key=…`, as AWS Query has a map. */
const attributesOf = (query: URLSearchParams | undefined) => {
  const places = [1, 2, 3, 4].filter((place) => query?.has(`Attributes.entry.${place}.key`));
  return Object.fromEntries(
    places.map((place) => [query?.get(`Attributes.entry.${place}.key`), query?.get(`Attributes.entry.${place}.value`)]),
  );
};

describe.each(["Create", "Update"] as const)("given CloudFormation's %s", (type) => {
  it("makes the application with the credentials of the secret, as they are now, and tells none of them", async () => {
    expect(await send(type)).toEqual({
      Status: "SUCCESS",
      StackId: "stack",
      RequestId: "request",
      LogicalResourceId: "PushGCM",
      PhysicalResourceId: arn,
    });
    expect(actions()).toEqual(["CreatePlatformApplication", "SetPlatformApplicationAttributes"]);
    for (const query of asked) expect(attributesOf(query)).toEqual({ PlatformCredential: googleKey });
  });

  it("gives Apple's key by token", async () => {
    secret = JSON.stringify(appleKey);
    await send(type, { ...properties, Platform: "APNS" });
    expect(attributesOf(asked[0])).toEqual({
      PlatformCredential: appleKey.signingKey,
      PlatformPrincipal: "KEY1",
      ApplePlatformTeamID: "TEAM",
      ApplePlatformBundleID: "jp.example.app",
    });
  });
});

describe("given a secret of another form", () => {
  it.each([
    ["GCM", "push.fcmSecretArn"],
    ["APNS", "push.apns.secretArn"],
  ])("fails for %s at once, names the setting, and repeats nothing of it", async (Platform, setting) => {
    secret = "hunter2-is-no-json";
    const answer = await send("Create", { ...properties, Platform });
    expect(answer).toMatchObject({ Status: "FAILED", Reason: expect.stringContaining(setting) });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
    expect(asked).toEqual([]);
  });
});

describe("given a role that does not work yet", () => {
  it("asks again", async () => {
    refusals = 1;
    expect(await send("Create")).toMatchObject({ Status: "SUCCESS" });
  });
});

describe("given CloudFormation's Delete", () => {
  it("removes the application", async () => {
    expect(await send("Delete")).toMatchObject({ Status: "SUCCESS", PhysicalResourceId: arn });
    expect(actions()).toEqual(["DeletePlatformApplication"]);
  });

  it("lets go of what was never made", async () => {
    expect(await send("Delete", {})).toMatchObject({ Status: "SUCCESS" });
    expect(asked).toEqual([]);
  });
});

describe("given a deployment with credentials for both platforms", () => {
  const push = { fcmSecretArn: secretArn("fcm"), apns: { secretArn: secretArn("apns"), sandbox: true } };
  const made = synthesise({ deployment: { account, push } });
  const arns = {
    fcm: `arn:aws:sns:ap-northeast-1:${account}:app/GCM/nidan-app`,
    apns: `arn:aws:sns:ap-northeast-1:${account}:app/APNS_SANDBOX/nidan-app`,
  };
  const statementsOf = async (action: string) => {
    const roles = Object.values((await made).service.findResources("AWS::IAM::Role"));
    return JSON.parse(JSON.stringify(roles))
      .flatMap((role: { Properties: { Policies?: { PolicyDocument: { Statement: object[] } }[] } }) =>
        (role.Properties.Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
      )
      .filter((statement: { Action: string | string[] }) => [statement.Action].flat().includes(action));
  };
  const resolved = (value: unknown) => JSON.stringify(value).replaceAll('{"Ref":"AWS::Partition"}', "aws");

  it("makes one application each, and names their secrets alone", async () => {
    const applications = Object.values((await made).service.findResources("Custom::PushApplication"));
    expect(applications.map(({ Properties }) => [Properties.Platform, Properties.SecretArn])).toEqual([
      ["GCM", push.fcmSecretArn],
      ["APNS_SANDBOX", push.apns.secretArn],
    ]);
    const [reads] = await statementsOf("secretsmanager:GetSecretValue");
    expect(reads.Resource).toEqual([push.apns.secretArn, push.fcmSecretArn]);
  });

  it("tells the applications to the two functions that register and push, and to no other", async () => {
    const functions = Object.values((await made).service.findResources("AWS::Lambda::Function"));
    const told = functions.filter(({ Properties }) => /PUSH_/.test(JSON.stringify(Properties.Environment ?? {})));
    expect(told.map(({ Properties }) => Properties.FunctionName).sort()).toEqual([
      "nidan-activate-authenticator",
      "nidan-create-challenge",
    ]);
    for (const { Properties } of told) {
      expect(Properties.Environment.Variables).toMatchObject({ PUSH_FCM_ARN: arns.fcm, PUSH_APNS_ARN: arns.apns });
    }
  });

  it("lets apps be registered there, and endpoints of theirs be pushed to, and nothing else", async () => {
    const [registers, ...others] = await statementsOf("sns:CreatePlatformEndpoint");
    expect(others).toEqual([]);
    expect(registers.Resource).toEqual([arns.apns, arns.fcm]);
    const endpoints = [arns.apns, arns.fcm].map((one) => `${one.replace(":app/", ":endpoint/")}/*`);
    const [sets] = await statementsOf("sns:SetEndpointAttributes");
    expect(sets.Resource).toEqual(endpoints);
    const publishes = (await statementsOf("sns:Publish")).filter((one: object) => "Resource" in one);
    expect(publishes.map((one: { Resource: unknown }) => one.Resource)).toEqual([endpoints]);
    expect(resolved(publishes)).not.toContain(":app/");
  });
});

describe("given no credentials", () => {
  it("makes no application, and no function may push", async () => {
    const { service } = await synthesise();
    service.resourceCountIs("Custom::PushApplication", 0);
    expect(JSON.stringify(service.toJSON())).not.toMatch(/PlatformEndpoint|PUSH_|secretsmanager:/);
  });
});

describe("given a secret that cannot be asked for", () => {
  it.each([
    [
      "in another region",
      `arn:aws:secretsmanager:us-east-1:${account}:secret:fcm-AbC123`,
      /set a secret in ap-northeast-1/,
    ],
    ["by its name alone", "fcm", /push.fcmSecretArn: must be the whole ARN of a secret/],
  ])("%s: stops, and says what to set", async (_, fcmSecretArn, words) => {
    await expect(synthesise({ deployment: { push: { fcmSecretArn } } })).rejects.toThrow(words);
  });
});
