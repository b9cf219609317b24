import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { ask, mailsTo, reason } from "../support/operator.ts";
import { grant, standing } from "../support/recovering.ts";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";

let service: Service;
beforeAll(async () => {
  const email = { from: "no-reply@login.example.jp" };
  service = await startService({ ...roomy, email, operators: { twoPersonResets: true } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A reset of somebody's number that the first caller asked for. */
async function asked() {
  const email = `person-${randomUUID()}@example.jp`;
  const { sub } = await service.makeAccount([freshPhone()], [email]);
  const [phone] = (await ask(service, `/accounts/${sub}`)).body.authenticators;
  const { body } = await ask(service, `/accounts/${sub}/resets`, {
    authenticatorIds: [phone?.authenticatorId],
    reason,
  });
  const confirm = (as: "local" | "second", resetId = String(body.resetId)) =>
    ask(
      service,
      `/accounts/${sub}/resets/${resetId}/confirmation`,
      { reason: "The identity card was checked" },
      { as },
    );
  const hasPhone = async () =>
    (await ask(service, `/accounts/${sub}`)).body.authenticators.some(({ type }) => type === "phone");
  return { sub, email, body, confirm, hasPhone };
}

test("attack 41: given two people are wanted, when one asks for a reset, then nothing is done, and its owner learns of it", async () => {
  const { body, email, hasPhone } = await asked();
  expect(body).toMatchObject({ status: "waiting", resetId: expect.stringMatching(/^[\w-]{22}$/) });
  expect(await hasPhone()).toBe(true);
  expect((await mailsTo(service, email, 1))[0]?.subject).toBe("【nidan】リセットの申請を受け付けました");
});

test("attack 41: given a reset that waits, when the same person confirms it, then it is forbidden and still waits", async () => {
  const { confirm, hasPhone } = await asked();
  expect(await confirm("local")).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect(await hasPhone()).toBe(true);
  expect((await confirm("second")).status).toBe(200);
});

test("admin: given a reset that waits, when somebody else confirms it, then it is done", async () => {
  const { confirm, hasPhone } = await asked();
  expect(await confirm("second")).toMatchObject({ status: 200, body: { status: "done" } });
  expect(await hasPhone()).toBe(false);
});

test("admin: given a reset that waits, when it is confirmed ten times at once, then it is done once", async () => {
  const { confirm } = await asked();
  const answers = await Promise.all(Array.from({ length: 10 }, () => confirm("second")));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("admin: given a password to reset, when it is confirmed ten times at once, then it is done once", async () => {
  const { sub } = await asked();
  const { body } = await ask(service, `/accounts/${sub}/resets`, { password: true, reason });
  const path = `/accounts/${sub}/resets/${body.resetId}/confirmation`;
  const confirm = () => ask(service, path, { reason }, { as: "second" });
  const answers = await Promise.all(Array.from({ length: 10 }, confirm));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test.each([
  ["just before", 24 * 3600 - 5, 200],
  ["at", 24 * 3600, 404],
])("admin: given a reset that waits, when it is confirmed %s its end, then %s", async (_, later, status) => {
  const { confirm } = await asked();
  service.stack.advanceClock(later);
  expect((await confirm("second")).status).toBe(status);
});

test.each([
  "A".repeat(22),
  "none",
  "a".repeat(3000),
])("admin: given no reset of the id %s, when it is confirmed, then there is none", async (resetId) => {
  const { confirm } = await asked();
  expect((await confirm("second", resetId)).status).toBe(404);
});

test("attack 41: given a reset that waits, when it is confirmed for another account, then there is none", async () => {
  const [one, other] = [await asked(), await asked()];
  const path = `/accounts/${other.sub}/resets/${one.body.resetId}/confirmation`;
  expect((await ask(service, path, { reason }, { as: "second" })).status).toBe(404);
});

test("admin: given no reason, when a reset is confirmed, then it still waits", async () => {
  const { sub, body, hasPhone } = await asked();
  const path = `/accounts/${sub}/resets/${body.resetId}/confirmation`;
  expect((await ask(service, path, {}, { as: "second" })).status).toBe(400);
  expect(await hasPhone()).toBe(true);
});

test("attack 41: given two people are wanted, when one lets an account be recovered, then it is once the other confirms", async () => {
  const person = await service.makeAccount();
  const { body } = await grant(service, person);
  expect(body).toMatchObject({ status: "waiting" });
  expect(await standing(service, person)).toEqual(["second_factor"]);
  const path = `/accounts/${person.sub}/resets/${body.resetId}/confirmation`;
  expect((await ask(service, path, { reason })).status).toBe(403);
  expect(await standing(service, person)).toEqual(["second_factor"]);
  expect((await ask(service, path, { reason }, { as: "second" })).status).toBe(200);
  expect(await standing(service, person)).toEqual(["enrolment"]);
});
