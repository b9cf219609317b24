import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { phone, sentAt, startHeldReports } from "./held-reports.ts";
import { createMailbox } from "./messages.ts";
import { createReports, type Report, type ReportEvent } from "./reports.ts";

const held = await startHeldReports();
const { receiver, sendSms, sendMail, flush, outcomes } = held;

beforeEach(held.reset);
afterAll(held.close);

describe("faults after the send", () => {
  test("given one twice, when three are sent, then two reports tell it", async () => {
    receiver.faults.set({ service: "sns", fault: "undelivered", times: 2 });
    for (const _ of [1, 2, 3]) await sendSms();
    await flush();
    expect(outcomes()).toEqual(["failed", "failed", "delivered"]);
    expect(receiver.faults.list()).toEqual([]);
  });

  test("given noReport, when messages are sent, then nothing is told of the first", async () => {
    receiver.faults.set({ service: "sns", fault: "noReport", times: 1 });
    receiver.faults.set({ service: "ses", fault: "noReport", times: 1 });
    for (const _ of [1, 2]) await Promise.all([sendSms(), sendMail()]);
    await flush();
    expect(held.told()).toHaveLength(2);
  });

  test("given one behind a refusal, when a call is refused, then it waits for a message that is taken", async () => {
    receiver.faults.set({ service: "sns", fault: "undelivered", times: 1 });
    receiver.faults.set({ service: "sns", fault: "throttle", times: 1 });
    await expect(sendSms()).rejects.toMatchObject({ name: "ThrottledException" });
    expect(receiver.faults.list()).toEqual([{ service: "sns", fault: "undelivered", times: 1 }]);
    await sendSms();
    await flush();
    expect(outcomes()).toEqual(["failed"]);
  });

  test("given one of mails, when an SMS is sent, then the SMS is delivered", async () => {
    receiver.faults.set({ service: "ses", fault: "noReport", times: 1 });
    await sendSms();
    await flush();
    expect(outcomes()).toEqual(["delivered"]);
  });
});

describe("when reports come", () => {
  const report: Report = { outcome: "delivered", detail: "", event: () => ({ Records: [] }) };
  const mailbox = createMailbox(() => sentAt);

  test("given a moment to wait, when it is over, then the report is told without being asked for", async () => {
    const reports = createReports(mailbox, () => sentAt, { after: 0 });
    const coming = new Promise<ReportEvent>((resolve) => {
      reports.listen(async (event) => resolve(event));
    });
    reports.add("id", phone, [report]);
    expect(await coming).toEqual({ Records: [] });
  });

  test("given reports that are held, when nobody asks, then none is told; when they are closed, none ever is", async () => {
    const seen: ReportEvent[] = [];
    const reports = createReports(mailbox, () => sentAt, { after: "held" });
    reports.listen(async (event) => {
      seen.push(event);
    });
    reports.add("id", phone, [report]);
    await reports.close();
    await reports.flush();
    expect(seen).toEqual([]);
  });

  test("given a report, when it is flushed twice, then it is told once, and the listener is waited for", async () => {
    let taken = 0;
    const reports = createReports(mailbox, () => sentAt, { after: "held" });
    reports.listen(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      taken += 1;
    });
    reports.add("id", phone, [report]);
    await reports.flush();
    await reports.flush();
    expect(taken).toBe(1);
  });
});
