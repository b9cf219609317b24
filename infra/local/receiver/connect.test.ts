import {
  ConnectClient,
  DescribeContactFlowCommand,
  DescribeInstanceCommand,
  ListContactFlowsCommand,
  ListPhoneNumbersV2Command,
  ResourceNotFoundException,
  StartOutboundVoiceContactCommand,
  type StartOutboundVoiceContactCommandInput,
} from "@aws-sdk/client-connect";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { voiceCodeFlow } from "../../flows/voice-code.ts";
import { listen } from "../http.ts";
import { callCenter } from "./call-center.ts";
import { createConnect } from "./connect.ts";
import { createMailbox } from "./messages.ts";
import { Refusal } from "./wire.ts";

const to = "+819000001234";
const { instanceId: InstanceId, flowId: ContactFlowId } = callCenter;
const start = Date.parse("2026-01-02T03:04:05Z");
let now = start;

const mailbox = createMailbox(() => now);
const service = createConnect(mailbox, () => now);
const server = await listen(0, 1_000_000);
const connect = new ConnectClient({
  endpoint: `http://127.0.0.1:${server.port}/connect`,
  region: "ap-northeast-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
});

beforeAll(() =>
  server.open((request) =>
    service.answer(request).catch((error) => {
      if (error instanceof Refusal) return service.refuse(error);
      throw error;
    }),
  ),
);
beforeEach(() => {
  now = start;
  mailbox.clear();
});
afterAll(async () => {
  connect.destroy();
  await server.close();
});

const Attributes = {
  language: "ja-JP",
  key: "7",
  ask: "<speak>nidanです。画面の数字を押してください。</speak>",
  code: '<speak>認証コードは、1<break time="400ms"/>2<break time="400ms"/>3です。</speak>',
  wrongKey: "<speak>数字が違います。</speak>",
  goodbye: "<speak>失礼します。</speak>",
};

const ring = (ClientToken: string, other: Partial<StartOutboundVoiceContactCommandInput> = {}) =>
  connect.send(
    new StartOutboundVoiceContactCommand({
      InstanceId,
      ContactFlowId,
      DestinationPhoneNumber: to,
      SourcePhoneNumber: callCenter.number,
      ClientToken,
      TrafficType: "GENERAL",
      Attributes,
      ...other,
    }),
  );

describe("a call", () => {
  test("given the key on the screen, when it is pressed, then the inbox has what was heard", async () => {
    const { ContactId } = await ring("heard");
    expect(mailbox.list()).toEqual([
      expect.objectContaining({
        id: ContactId,
        channel: "voice",
        to,
        language: "ja",
        text: [
          "nidanです。画面の数字を押してください。",
          "認証コードは、1 2 3です。",
          "認証コードは、1 2 3です。",
          "認証コードは、1 2 3です。",
          "失礼します。",
        ].join("\n"),
        call: expect.objectContaining({ key: "7", code: "認証コードは、1 2 3です。" }),
        request: expect.objectContaining({ TrafficType: "GENERAL", Attributes }),
      }),
    ]);
  });

  test.each([
    ["in a language that has no voice", { ...Attributes, language: "fr-FR" }],
    ["without a text that it needs", { ...Attributes, goodbye: "" }],
    ["with a key that no phone has", { ...Attributes, key: "17" }],
    ["of another kind", { speech: "<speak>1 2 3</speak>" }],
  ])("given attributes %s, when it is answered, then it says nothing", async (kind, attributes) => {
    await ring(kind, { Attributes: attributes });
    expect(mailbox.list()).toEqual([expect.objectContaining({ channel: "voice", to, text: "" })]);
  });

  test.each([
    ["a national number", { DestinationPhoneNumber: "0900001234" }],
    ["a national number to call from", { SourcePhoneNumber: "05000001234" }],
    ["a name with a dot", { Attributes: { "a.b": "1" } }],
    ["more than 32 KB", { Attributes: { code: "あ".repeat(10_923) } }],
    ["a token that is too long", { ClientToken: "x".repeat(501) }],
  ])("given %s, when it is asked for, then it is refused", async (_, other) => {
    await expect(ring("refused", other)).rejects.toMatchObject({ name: "InvalidParameterException" });
    expect(mailbox.list()).toEqual([]);
  });

  test.each([
    ["flow", { ContactFlowId: "another" }],
    ["instance", { InstanceId: "another" }],
  ])("given a %s that there is not, when it is asked for, then it is not found", async (_, other) => {
    await expect(ring("lost", other)).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});

describe("a token", () => {
  test("given a call that still goes on, when it is asked for again, then it rings once", async () => {
    const first = await ring("one");
    now += 29_999;
    expect((await ring("one")).ContactId).toBe(first.ContactId);
    expect(mailbox.list()).toHaveLength(1);
  });

  test("given a call that has ended, when it is asked for again, then it rings again", async () => {
    const first = await ring("two");
    now += 30_000;
    expect((await ring("two")).ContactId).not.toBe(first.ContactId);
    expect(mailbox.list()).toHaveLength(2);
  });

  test("given two tokens, when both are used at once, then both ring", async () => {
    await ring("three");
    await ring("four");
    expect(mailbox.list()).toHaveLength(2);
  });
});

describe("what a call needs", () => {
  test("given the instance, when it is described, then it is active and calls", async () => {
    const { Instance } = await connect.send(new DescribeInstanceCommand({ InstanceId }));
    expect(Instance).toMatchObject({ Id: InstanceId, InstanceStatus: "ACTIVE", OutboundCallsEnabled: true });
  });

  test("given the flow, when it is described, then it is the one that CDK deploys", async () => {
    const { ContactFlow } = await connect.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
    expect(ContactFlow).toMatchObject({ Name: "nidan-voice-code", Type: "CONTACT_FLOW", Status: "PUBLISHED" });
    expect(JSON.parse(ContactFlow?.Content ?? "")).toEqual(voiceCodeFlow());
  });

  test.each([
    [undefined, [ContactFlowId]],
    [["CONTACT_FLOW" as const], [ContactFlowId]],
    [["CUSTOMER_HOLD" as const, "CONTACT_FLOW" as const], [ContactFlowId]],
    [["CUSTOMER_HOLD" as const], []],
  ])("given flows of the types %s, when they are listed, then they are %s", async (ContactFlowTypes, ids) => {
    const listed = await connect.send(new ListContactFlowsCommand({ InstanceId, ContactFlowTypes, MaxResults: 10 }));
    expect(listed.ContactFlowSummaryList?.map(({ Id }) => Id)).toEqual(ids);
  });

  test.each([
    [{}, ["+815000001234"]],
    [{ InstanceId }, ["+815000001234"]],
    [{ PhoneNumberPrefix: "+8150" }, ["+815000001234"]],
    [{ PhoneNumberPrefix: "+8170" }, []],
    [{ PhoneNumberCountryCodes: ["US" as const] }, []],
    [{ PhoneNumberTypes: ["TOLL_FREE" as const] }, []],
  ])("given numbers as in %j, when they are listed, then they are %j", async (filter, numbers) => {
    const listed = await connect.send(new ListPhoneNumbersV2Command(filter));
    expect(listed.ListPhoneNumbersSummaryList?.map(({ PhoneNumber }) => PhoneNumber)).toEqual(numbers);
  });

  test("given another instance, when anything of it is asked, then it is not found", async () => {
    const other = { InstanceId: "another", ContactFlowId };
    await expect(connect.send(new DescribeInstanceCommand(other))).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(connect.send(new DescribeContactFlowCommand(other))).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(connect.send(new ListContactFlowsCommand(other))).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(connect.send(new ListPhoneNumbersV2Command(other))).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  test("given another flow, when it is described, then it is not found", async () => {
    const other = new DescribeContactFlowCommand({ InstanceId, ContactFlowId: "a/b" });
    await expect(connect.send(other)).rejects.toThrow('no flow "a/b"');
  });
});
