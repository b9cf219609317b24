import { ConfigurationSetDoesNotExistException } from "@aws-sdk/client-ses";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { address, startHeldReports } from "./held-reports.ts";

const held = await startHeldReports();
const { receiver, sendMail, flush, sesEvents, outcomes } = held;

beforeEach(held.reset);
afterAll(held.close);

describe("the report of a mail", () => {
  test("given a mail, when its report comes, then it is SES's event as its topic hands it over", async () => {
    const { MessageId } = await sendMail();
    await flush();
    expect(held.told()).toEqual([
      {
        Records: [
          expect.objectContaining({ EventSource: "aws:sns", Sns: expect.objectContaining({ Type: "Notification" }) }),
        ],
      },
    ]);
    expect(sesEvents()).toEqual([
      {
        eventType: "Delivery",
        mail: expect.objectContaining({
          timestamp: "2026-11-23T09:12:33.123Z",
          messageId: MessageId,
          source: "nidan <no-reply@login.example.jp>",
          destination: [address],
          tags: expect.objectContaining({
            "ses:configuration-set": ["nidan-mail"],
            "ses:from-domain": ["login.example.jp"],
            loginId: ["a-B_1"],
          }),
        }),
        delivery: expect.objectContaining({
          timestamp: "2026-11-23T09:12:35.123Z",
          processingTimeMillis: 2000,
          recipients: [address],
        }),
      },
    ]);
  });

  const bounceOf = (bounceType: string, bounceSubType: string, status: string) => ({
    eventType: "Bounce",
    bounce: { bounceType, bounceSubType, bouncedRecipients: [{ emailAddress: expect.any(String), status }] },
  });
  const delivery = { eventType: "Delivery" };
  const complaint = { eventType: "Complaint", complaint: { complaintFeedbackType: "abuse" } };
  const [hard, suppressed] = [bounceOf("Permanent", "General", "5.1.1"), bounceOf("Permanent", "Suppressed", "5.1.1")];

  test.each([
    ["success@simulator.amazonses.com", [delivery], "delivered"],
    ["ooto@simulator.amazonses.com", [delivery], "delivered"],
    ["bounce@simulator.amazonses.com", [hard], "bounced"],
    ["Bounce+label@simulator.amazonses.com", [hard], "bounced"],
    ["suppressionlist@simulator.amazonses.com", [suppressed], "bounced"],
    ["complaint@simulator.amazonses.com", [delivery, complaint], "complained"],
    ["bounce@example.jp", [delivery], "delivered"],
  ])("given a mail to %s, when its reports come, then they are what SES's simulator tells", async (to, events, outcome) => {
    await sendMail([to]);
    await flush();
    expect(sesEvents()).toMatchObject(events);
    expect(outcomes()).toEqual([outcome]);
  });

  test.each([
    ["bounce", [hard], "bounced"],
    ["softBounce", [bounceOf("Transient", "MailboxFull", "4.2.2")], "failed"],
    [
      "delayed",
      [{ eventType: "DeliveryDelay", deliveryDelay: { expirationTime: "2026-11-23T23:12:33.123Z" } }],
      "delayed",
    ],
    ["complaint", [delivery, complaint], "complained"],
  ] as const)("given the fault %s, when its reports come, then they tell it", async (fault, events, outcome) => {
    receiver.faults.set({ service: "ses", fault, times: 1 });
    await sendMail();
    await flush();
    expect(sesEvents()).toMatchObject(events);
    expect(outcomes()).toEqual([outcome]);
  });

  test("given two recipients, when one bounces, then each is told of", async () => {
    await sendMail([address, "bounce@simulator.amazonses.com"]);
    await flush();
    expect(sesEvents().map(({ eventType }) => eventType)).toEqual(["Delivery", "Bounce"]);
    expect(outcomes()).toEqual(["delivered", "bounced"]);
  });

  test("given a mail past the configuration set, when reports come, then there is none, and no fault is spent", async () => {
    receiver.faults.set({ service: "ses", fault: "bounce", times: 1 });
    await sendMail([address], { ConfigurationSetName: undefined });
    await flush();
    expect([held.told(), outcomes()]).toEqual([[], [undefined]]);
    expect(receiver.faults.list()).toHaveLength(1);
  });

  test("given a configuration set that there is not, when a mail goes through it, then it is refused", async () => {
    const sending = sendMail([address], { ConfigurationSetName: "another" });
    await expect(sending).rejects.toBeInstanceOf(ConfigurationSetDoesNotExistException);
    expect(receiver.mailbox.list()).toEqual([]);
  });

  test.each([
    [{ Name: "a", Value: "x".repeat(257) }, "more than 256"],
    [{ Name: "x".repeat(257), Value: "a" }, "more than 256"],
    [{ Name: "a", Value: "taro@example.jp" }, "only alphanumeric"],
    [{ Name: "a", Value: "1.2" }, "only alphanumeric"],
    [{ Name: "a b", Value: "1" }, "only alphanumeric"],
    [{ Name: "a", Value: "" }, "only alphanumeric"],
  ])("given the tag %j, when a mail has it, then SES refuses the mail", async (tag, why) => {
    const sending = sendMail([address], { Tags: [tag] });
    await expect(sending).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining(why),
    });
    expect(receiver.mailbox.list()).toEqual([]);
  });

  test.each([
    ["none", []],
    ["one of 256 characters", [{ Name: "a", Value: "x".repeat(256) }]],
  ])("given tags: %s, when a mail has them, then it is sent", async (_, tags) => {
    await sendMail([address], { Tags: tags });
    expect(receiver.mailbox.list()).toHaveLength(1);
  });
});
