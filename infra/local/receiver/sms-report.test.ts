import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { phone, sentAt, startHeldReports } from "./held-reports.ts";

const held = await startHeldReports();
const { receiver, sendSms, flush, logEvents, outcomes } = held;

beforeEach(held.reset);
afterAll(held.close);

describe("the report of an SMS", () => {
  test("given an SMS, when its report comes, then it is a line of SNS's log as its subscription hands it over", async () => {
    const { MessageId } = await sendSms();
    await flush();
    const [payload] = logEvents();
    expect(payload).toEqual({
      messageType: "DATA_MESSAGE",
      owner: "000000000000",
      logGroup: "sns/ap-northeast-1/000000000000/DirectPublishToPhoneNumber",
      logStream: expect.any(String),
      subscriptionFilters: ["nidan-sms-reports"],
      logEvents: [{ id: expect.stringMatching(/^\d{56}$/), timestamp: sentAt + 2000, message: expect.any(String) }],
    });
    expect(JSON.parse(payload.logEvents[0].message)).toEqual({
      notification: { messageId: MessageId, timestamp: "2026-11-23 09:12:33.123" },
      delivery: {
        phoneCarrier: "Local Carrier",
        mnc: 10,
        mcc: 440,
        numberOfMessageParts: 1,
        destination: phone,
        priceInUSD: 0.07451,
        smsType: "Transactional",
        providerResponse: "Message has been accepted by phone carrier",
        dwellTimeMs: 100,
        dwellTimeMsUntilDeviceAck: 2000,
      },
      status: "SUCCESS",
    });
  });

  test.each([
    ["undelivered", "Phone is currently unreachable/unavailable", "failed"],
    ["unknownNumber", "Invalid phone number", "bounced"],
  ] as const)("given the fault %s, when its report comes, then it says %s", async (fault, providerResponse, outcome) => {
    receiver.faults.set({ service: "sns", fault, times: 1 });
    await sendSms();
    await flush();
    const [payload] = logEvents();
    expect(payload.logGroup).toBe("sns/ap-northeast-1/000000000000/DirectPublishToPhoneNumber/Failure");
    expect(JSON.parse(payload.logEvents[0].message)).toMatchObject({
      delivery: { providerResponse },
      status: "FAILURE",
    });
    expect(outcomes()).toEqual([outcome]);
  });
});
