import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { rootKeyOf } from "../../shared/adapters/kms/roots.ts";
import { originSecretOf } from "../../shared/http/source.ts";

const mac = Buffer.alloc(32, 7);
const keyArn = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555";

/** Plays KMS on `/` and CloudFormation's signed URL on `/answer`. */
let server: Server;
let origin: string;
let refusals = 0;
let asked: unknown[] = [];
let answered: { readonly contentType: string | undefined; readonly body: Readonly<Record<string, unknown>> }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    if (request.url === "/answer") {
      answered.push({ contentType: request.headers["content-type"], body });
      return response.end();
    }
    asked.push(body);
    response.setHeader("content-type", "application/x-amz-json-1.1");
    if (refusals-- > 0) {
      response.statusCode = 400;
      return response.end(JSON.stringify({ __type: "AccessDeniedException", message: "not yet" }));
    }
    return response.end(JSON.stringify({ KeyId: keyArn, Mac: mac.toString("base64"), MacAlgorithm: "HMAC_SHA_256" }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_KMS: origin,
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
  asked = [];
  answered = [];
});

async function send(RequestType: "Create" | "Update" | "Delete", properties: Readonly<Record<string, string>>) {
  const { handler } = await import("../../infra/origin-secret/handler.ts");
  await handler({
    RequestType,
    ResponseURL: `${origin}/answer`,
    StackId: "stack",
    RequestId: "request",
    LogicalResourceId: "OriginSecret",
    ResourceProperties: { ServiceToken: "token", ...properties },
  });
  return answered[0];
}

describe.each(["Create", "Update"] as const)("given CloudFormation's %s", (type) => {
  it("answers with the secret that the functions derive, masked", async () => {
    const answer = await send(type, { KeyId: keyArn });
    expect(answer?.body).toEqual({
      Status: "SUCCESS",
      StackId: "stack",
      RequestId: "request",
      LogicalResourceId: "OriginSecret",
      PhysicalResourceId: "origin-secret",
      NoEcho: true,
      Data: { Secret: originSecretOf(rootKeyOf(mac)) },
    });
    expect(asked).toEqual([
      { KeyId: keyArn, MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from("nidan/root/v1").toString("base64") },
    ]);
  });
});

describe("given a signed URL", () => {
  it("is sent the empty content type that it was signed for", async () => {
    expect((await send("Create", { KeyId: keyArn }))?.contentType ?? "").toBe("");
  });
});

describe("given a role that does not work yet", () => {
  it("asks again", async () => {
    refusals = 1;
    expect((await send("Create", { KeyId: keyArn }))?.body).toMatchObject({ Status: "SUCCESS" });
    expect(asked).toHaveLength(2);
  });
});

describe("given no key", () => {
  it("fails at once and says why, rather than let the deployment wait", async () => {
    expect((await send("Create", {}))?.body).toMatchObject({
      Status: "FAILED",
      Reason: "KeyId must be the ARN of the challenge key",
    });
  });
});

describe("given CloudFormation's Delete", () => {
  it("lets the stack go without asking KMS", async () => {
    expect((await send("Delete", { KeyId: keyArn }))?.body).toMatchObject({ Status: "SUCCESS" });
    expect(asked).toEqual([]);
  });
});
