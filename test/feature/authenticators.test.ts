import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { minutes, toSeconds } from "../../shared/domain/duration.ts";
import { outcome, refusal, wrongCode } from "../attack/visitor.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { stepUp, wordy } from "../support/signed-in.ts";
import { type Added, codeAt, freshEmail, readyToAdd } from "./adding.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...wordy,
    voice: { number: "+815000001234" },
    email: { from: "no-reply@login.example.jp" },
  });
});
afterEach(() => {
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

describe("manyChannels 15: a new number or address", () => {
  test("given a number, when it is proved by SMS, then it is offered and the account's old number still is", async () => {
    const { add, prove, client, sessionToken } = await readyToAdd(service);
    const phone = freshPhone();
    const { authenticatorId, status, challenge } = await add({ type: "phone", destination: phone, name: "work" });
    expect([status, challenge?.delivery]).toEqual(["pending", "sent"]);

    const proved = await prove(authenticatorId, codeAt(service, phone, "sms"));

    expect(proved).toMatchObject({ status: "active", name: "work" });
    const { methods } = await client.getSettings({ sessionToken });
    expect(methods.map(({ type }) => type)).toEqual(["sms_code", "voice", "sms_code", "voice"]);
  });

  test("given a number without a name, when it is added, then its SMS says that it checks a number", async () => {
    const { add } = await readyToAdd(service);
    const phone = freshPhone();
    const { challenge } = await add({ type: "phone", destination: phone });
    expect(service.stack.messages({ to: phone, channel: "sms" }).at(-1)?.text).toMatch(
      new RegExp(`確認コード \\d{6} 照合${challenge?.reference}`),
    );
  });

  test("given a number in national form, when it is proved by a call, then by the key on the screen", async () => {
    const { add, prove } = await readyToAdd(service);
    const phone = freshPhone();
    const national = `0${phone.slice(3)}`;
    const { authenticatorId, challenge } = await add({ type: "phone", destination: national, via: "voice" });
    expect(service.stack.messages({ to: phone, channel: "voice" }).at(-1)?.call).toMatchObject({
      key: challenge?.callKey,
    });
    expect((await prove(authenticatorId, codeAt(service, phone, "voice"))).status).toBe("active");
  });

  test("given an address, when it is proved by a mail, then the mail says that it checks an address", async () => {
    const { add, prove } = await readyToAdd(service);
    const email = freshEmail();
    const { authenticatorId } = await add({ type: "email", destination: email });
    expect(service.stack.messages({ to: email, channel: "email" }).at(-1)?.subject).toContain("確認コード");
    expect(await prove(authenticatorId, codeAt(service, email, "email"))).toMatchObject({
      status: "active",
      methodIds: [`email_code.${authenticatorId}`],
    });
  });

  test("given a new number, when it is not proved yet, then no login offers it", async () => {
    const { add, client, sessionToken } = await readyToAdd(service);
    await add({ type: "phone", destination: freshPhone() });
    expect((await client.getSettings({ sessionToken })).methods.map(({ type }) => type)).toEqual(["sms_code", "voice"]);
  });

  test.each<[string, Added]>([
    ["premium number", { type: "phone", destination: "+81990123456" }],
    ["number of a country that is not listed", { type: "phone", destination: "+12025550123" }],
    ["text", { type: "phone", destination: "number" }],
    ["address with a line break", { type: "email", destination: "a@example.jp\r\nBcc: b@example.jp" }],
    ["address of no domain", { type: "email", destination: "a@localhost" }],
  ])("given a %s, when it is added, then it is refused by its place and nothing is sent", async (_, body) => {
    const { add } = await readyToAdd(service);
    const before = toldAll();
    const { status, errors } = await refusal(add(body));
    expect([status, errors?.[0]?.pointer, toldAll()]).toEqual([400, "/destination", before]);
  });

  const toldAll = () => service.stack.messages().filter(({ text }) => text.includes("確認コード")).length;
});

describe("the code of a new number", () => {
  test.each([
    [29, "too_many_sends"],
    [30, "done"],
  ])("given a code was sent %i s ago, when it is asked for again, then it is %s", async (gap, expected) => {
    const { add } = await readyToAdd(service);
    const phone = freshPhone();
    await add({ type: "phone", destination: phone });
    service.stack.advanceClock(gap);
    expect(await outcome(add({ type: "phone", destination: phone }))).toBe(expected);
  });

  test("given a resend, when it arrives, then it is the same code of the same number, which is there once", async () => {
    const { add, list } = await readyToAdd(service);
    const phone = freshPhone();
    const first = await add({ type: "phone", destination: phone });
    const code = codeAt(service, phone, "sms");
    service.stack.advanceClock(30);
    const again = await add({ type: "phone", destination: phone });
    expect([again.authenticatorId, codeAt(service, phone, "sms")]).toEqual([first.authenticatorId, code]);
    expect(await list()).toHaveLength(2);
  });

  test("given a resend, when wrong answers went before, then it does not refill the tries", async () => {
    const { add, prove } = await readyToAdd(service);
    const phone = freshPhone();
    const { authenticatorId } = await add({ type: "phone", destination: phone });
    await refusal(prove(authenticatorId, wrongCode(codeAt(service, phone, "sms"))));
    service.stack.advanceClock(30);
    expect((await add({ type: "phone", destination: phone })).challenge?.attemptsLeft).toBe(4);
  });

  test.each([
    [minutes(5) - 5000, "done"],
    [minutes(5), "code_expired"],
  ])("given a code, when %i ms have gone, then it is %s", async (after, expected) => {
    const { add, prove } = await readyToAdd(service);
    const phone = freshPhone();
    const { authenticatorId } = await add({ type: "phone", destination: phone });
    service.stack.advanceClock(toSeconds(after));
    expect(await outcome(prove(authenticatorId, codeAt(service, phone, "sms")))).toBe(expected);
  });

  test("given the provider refuses, when a number is added, then delivery_unavailable, and it may be asked again at once", async () => {
    const { add } = await readyToAdd(service);
    const body = { type: "phone", destination: freshPhone() } as const;
    service.stack.setFault({ service: "sns", fault: "error", times: 10 });
    expect(await outcome(add(body))).toBe("delivery_unavailable");
    service.stack.clearFaults();
    expect(await outcome(add(body))).toBe("done");
  });

  test("given a number whose time was over and that was then proved, when it is added again, then it is registered already", async () => {
    const { add, prove, ...me } = await readyToAdd(service);
    const body = { type: "phone", destination: freshPhone() } as const;
    await add(body);
    service.stack.advanceClock(toSeconds(minutes(16)));
    await stepUp(service, me, "add_authenticator");
    await prove((await add(body)).authenticatorId, codeAt(service, body.destination, "sms"));

    expect((await refusal(add(body))).errors).toEqual([{ pointer: "/destination", detail: "is registered already" }]);
  });

  test("given a number whose time was over, when it is added twice in a row, then the second waits for the gap", async () => {
    const { add, ...me } = await readyToAdd(service);
    const body = { type: "phone", destination: freshPhone() } as const;
    await add(body);
    service.stack.advanceClock(toSeconds(minutes(16)));
    await stepUp(service, me, "add_authenticator");
    await add(body);
    expect(await outcome(add(body))).toBe("too_many_sends");
  });
});
