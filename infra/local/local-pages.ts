import { ConnectClient, StartOutboundVoiceContactCommand } from "@aws-sdk/client-connect";
import { SESClient, SendEmailCommand } from "@aws-sdk/client-ses";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterAll, afterEach, beforeAll, expect } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../test/e2e/browser.ts";
import type { HandlerLoader } from "./gateway/lambda.ts";
import { callCenter } from "./receiver/call-center.ts";
import { type Stack, startStack } from "./stack.ts";

const handlers: HandlerLoader = async () => async () => ({ statusCode: 201, body: '{"sub":"subject"}' });
const to = "+819000001234";
export const call = {
  language: "ja-JP",
  key: "7",
  ask: "<speak>数字を押してください。</speak>",
  code: '<speak>認証コードは、1<break time="1s"/>2<break time="1s"/>3です。</speak>',
  wrongKey: "<speak>数字が違います。</speak>",
  goodbye: "<speak>失礼します。</speak>",
};
/** What is heard of it. */
export const [ask, code, wrongKey, goodbye, ended] = [
  "数字を押してください。",
  "認証コードは、1 2 3です。",
  "数字が違います。",
  "失礼します。",
  "通話終了 Call ended",
] as const;

export let stack: Stack;
let browser: Browser;
export let page: Page;
/** What scripts threw, and what the pages' policy stopped. */
let complaints: string[] = [];

/** That the policy stopped it is what was meant. */
export const expectComplaint = (part: string) => {
  complaints = complaints.filter((text) => !text.includes(part));
};

/** For tests: a stack without functions, and a browser in front of its pages. */
export function useLocalPages(): void {
  beforeAll(async () => {
    stack = await startStack({ pages: false, handlers, reports: { after: "held" } });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await page.close();
    stack.clearMessages();
    stack.clearFaults();
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.close();
  });
}

export async function open(path: string): Promise<void> {
  complaints = [];
  page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(stack.origin + path);
}

const client = (service: string) => ({ endpoint: `${stack.receiverEndpoint}/${service}`, maxAttempts: 1 });
export const sendSms = (Message: string) =>
  new SNSClient(client("sns")).send(new PublishCommand({ PhoneNumber: to, Message }));
export const sendMail = (Subject: string, Html: string) =>
  new SESClient(client("ses")).send(
    new SendEmailCommand({
      Source: "no-reply@example.jp",
      Destination: { ToAddresses: ["taro@example.jp"] },
      Message: { Subject: { Data: Subject }, Body: { Text: { Data: "text" }, Html: { Data: Html } } },
    }),
  );
export const ring = (Attributes: Record<string, string> = call) =>
  new ConnectClient(client("connect")).send(
    new StartOutboundVoiceContactCommand({
      InstanceId: callCenter.instanceId,
      ContactFlowId: callCenter.flowId,
      DestinationPhoneNumber: to,
      SourcePhoneNumber: callCenter.number,
      Attributes,
    }),
  );

export const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
export const lines = () => page.getByRole("log").getByRole("listitem").allInnerTexts();
