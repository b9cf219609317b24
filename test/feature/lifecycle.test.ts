import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { lifecycleTypes } from "../../shared/contract/schemas.ts";
import { freshAddress, outcome } from "../attack/visitor.ts";
import { ask, mailsTo } from "../support/operator.ts";
import { freshPhone, password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...roomy, email: { from: "no-reply@login.example.jp" } });
});
afterAll(() => service.stack.close());

const freshEmail = () => `person-${randomUUID()}@example.jp`;
const tell = (event: object) => ask(service, "/lifecycle-events", { eventId: randomUUID(), ...event });
const begin = async ({ identifier }: TestAccount) => {
  const login = await service.from(freshAddress()).startLogin({ body: { identifier, password } });
  return { status: login.status, methods: login.methods.map(({ type }) => type) };
};
const phoneOf = ({ phones }: TestAccount) => phones[0] ?? "";
const read = async ({ sub }: TestAccount) => (await ask(service, `/accounts/${sub}`)).body;

/** Puts an event on a bus, as another system's SDK does. */
const put = (detail: object, DetailType: string, EventBusName = "nidan-lifecycle") =>
  fetch(`${service.stack.receiverEndpoint}/events/`, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" },
    body: JSON.stringify({
      Entries: [{ Source: "jp.example.crm", DetailType, EventBusName, Detail: JSON.stringify(detail) }],
    }),
  });

/** What the function of the bus said of the events that came, once as many have. */
async function heeded(count: number) {
  const lines = () =>
    service.stack
      .logs()
      .filter((line) => line.includes('"lifecycle_event"'))
      .map((line) => JSON.parse(line));
  for (let tries = 0; tries < 200 && lines().length < count; tries += 1) await new Promise((ok) => setTimeout(ok, 50));
  return lines().map(({ outcome: came }) => came);
}

describe("appApproval 13", () => {
  test("appApproval 13: given a line that was cancelled, when another method is left, then it takes over, the contact address is told, and a replay changes nothing", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([freshPhone()], [email]);
    const event = { eventId: randomUUID(), type: "line_cancelled", sub: person.sub, destination: phoneOf(person) };

    expect((await tell(event)).body.outcome).toBe("done");
    expect(await begin(person)).toEqual({ status: "pending", methods: ["email_code"] });
    const mails = await mailsTo(service, email, 1);
    expect(mails.map(({ subject }) => subject)).toEqual(["【nidan】認証方法の使用を停止しました"]);

    const before = await read(person);
    expect((await tell(event)).body.outcome).toBe("repeated");
    expect(await read(person)).toEqual(before);
    expect(await mailsTo(service, email, 1)).toHaveLength(1);
  });

  test("appApproval 13: given the only line, when it was cancelled, then two-step verification goes off, and a replay does not switch it off again", async () => {
    const person = await service.makeAccount();
    const event = { eventId: randomUUID(), type: "line_cancelled", sub: person.sub, destination: phoneOf(person) };

    expect((await tell(event)).body.outcome).toBe("done");
    expect(await begin(person)).toEqual({ status: "complete", methods: [] });
    expect(await read(person)).toMatchObject({ enabled: false, authenticators: [] });
    expect((await tell(event)).body.outcome).toBe("repeated");
  });

  test("appApproval 13: given a bounced contact address and no other method, when two-step verification goes off, then it does not go to the dead address", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([], [email]);
    await tell({ type: "address_bounced", sub: person.sub, destination: email });
    expect(await begin(person)).toEqual({ status: "complete", methods: [] });
    expect(service.stack.messages({ to: email })).toEqual([]);
  });

  test("appApproval 13: given the event on the bus, when it comes twice, then the method is retired once", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([freshPhone()], [email]);
    const detail = { eventId: randomUUID(), identifier: person.identifier, destination: phoneOf(person) };

    for (const _ of [1, 2]) await put(detail, "line_cancelled");

    expect((await heeded(2)).sort()).toEqual(["done", "repeated"]);
    expect(await begin(person)).toEqual({ status: "pending", methods: ["email_code"] });
    expect(await mailsTo(service, email, 1)).toHaveLength(1);
  });
});

describe("events", () => {
  test.each([
    "line_cancelled",
    "number_changed",
  ])("lifecycle: given %s in national form, when it is told, then the number is gone", async (type) => {
    const person = await service.makeAccount([freshPhone()], [freshEmail()]);
    await tell({ type, identifier: person.identifier.toUpperCase(), destination: phoneOf(person).replace("+81", "0") });
    expect((await read(person)).authenticators.map((one) => one.type)).toEqual(["email"]);
  });

  test("lifecycle: given an address that bounced, when it is told, then it is no way any more, and is shown as unreachable", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([freshPhone()], [email]);
    await tell({ type: "address_bounced", sub: person.sub, destination: email.toUpperCase() });
    expect(await begin(person)).toEqual({ status: "pending", methods: ["sms_code"] });
    expect((await read(person)).authenticators.map(({ status }) => status)).toEqual(["active", "unreachable"]);
  });

  test("lifecycle: given an account that was closed, when its owner signs in, then as with a wrong password", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([freshPhone()], [email]);
    expect((await tell({ type: "account_closed", sub: person.sub })).body.outcome).toBe("done");
    const login = service.from(freshAddress()).startLogin({ body: { identifier: person.identifier, password } });
    expect(await outcome(login)).toBe("credentials_invalid");
    expect((await mailsTo(service, email, 1))[0]?.subject).toBe("【nidan】アカウントのご利用が終了しました");
  });

  test("lifecycle: given the same event 20 times at once, when all have answered, then it was heeded once", async () => {
    const person = await service.makeAccount([freshPhone()], [freshEmail()]);
    const event = { eventId: randomUUID(), type: "line_cancelled", sub: person.sub, destination: phoneOf(person) };
    const answers = await Promise.all(Array.from({ length: 20 }, () => tell(event)));
    expect(answers.filter(({ body }) => body.outcome === "done")).toHaveLength(1);
    expect((await read(person)).version).toBe(1);
  });

  test("lifecycle: given an event about a number that the account has only later, when it is told again, then the number stays", async () => {
    const person = await service.makeAccount([freshPhone()]);
    const event = { eventId: randomUUID(), type: "line_cancelled", sub: person.sub, destination: freshPhone() };
    expect((await tell(event)).body.outcome).toBe("nothing_to_do");
    expect((await tell({ ...event, destination: phoneOf(person) })).body.outcome).toBe("repeated");
    expect((await read(person)).authenticators).toHaveLength(1);
  });

  test.each([
    ["no type", { type: undefined }, "/type"],
    ["an unknown type", { type: "line_moved" }, "/type"],
    ["no event id", { eventId: undefined }, "/eventId"],
    ["a short event id", { eventId: "1234567" }, "/eventId"],
    ["an event id with a space", { eventId: "1234 5678" }, "/eventId"],
    ["nobody", { sub: undefined }, "/sub"],
    ["two names of somebody", { identifier: "somebody" }, "/sub"],
    ["no number", { destination: undefined }, "/destination"],
    ["what is no number", { destination: "hello" }, "/destination"],
    ["a list of numbers", { destination: ["090"] }, "/destination"],
    ["a closed account with a number", { type: "account_closed" }, "/destination"],
  ])("lifecycle: given %s, when it is told, then the field is named", async (_, given, pointer) => {
    const { sub, phones } = await service.makeAccount();
    const answer = await tell({ type: "line_cancelled", sub, destination: phones[0], ...given });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test("lifecycle: given nobody's account, when it is told, then there is none", async () => {
    const event = { type: "account_closed", identifier: randomUUID() };
    expect((await tell(event)).status).toBe(404);
  });
});

describe("the bus", () => {
  test.each([
    ["a bus of others", "line_cancelled", "default"],
    ["a type of others", "order_placed", "nidan-lifecycle"],
  ])("lifecycle: given an event on %s, when it comes, then nothing is done", async (_, type, bus) => {
    const person = await service.makeAccount();
    const before = (await heeded(0)).length;
    await put({ eventId: randomUUID(), sub: person.sub, destination: phoneOf(person) }, type, bus);
    await new Promise((ok) => setTimeout(ok, 200));
    expect([(await read(person)).authenticators.length, (await heeded(0)).length]).toEqual([1, before]);
  });

  test("lifecycle: given an event that makes no sense, when it comes, then it is a fault, and no number is logged", async () => {
    await put({ eventId: randomUUID(), destination: "+819012345678" }, "line_cancelled");
    for (let tries = 0; tries < 200 && !faults().length; tries += 1) await new Promise((ok) => setTimeout(ok, 50));
    expect(faults().length).toBeGreaterThan(0);
    expect(service.stack.logs().join()).not.toContain("12345678");
  });

  test.each(
    lifecycleTypes,
  )("lifecycle: given %s about nobody's account, when it comes, then it is nothing to do, and not tried again", async (type) => {
    const before = (await heeded(0)).length;
    const destination = { account_closed: undefined, address_bounced: "a@example.jp" }[String(type)] ?? "090-1234-5678";
    const rest = type === "account_closed" ? {} : { destination };
    await put({ eventId: randomUUID(), sub: "A".repeat(22), ...rest }, type);
    expect((await heeded(before + 1)).slice(before)).toEqual(["no_account"]);
  });
});

const faults = () => service.stack.logs().filter((line) => line.includes('"takeLifecycleEvent"'));
