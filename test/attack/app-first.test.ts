import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { call } from "../feature/raw-call.ts";
import { pairApp } from "../support/paired.ts";
import { password, type Service, startService, type TestAccount } from "../support/service.ts";
import { arrived, type SignedIn } from "../support/signed-in.ts";
import { askEarly, beginEarly, early, nobodyWith, seenOf } from "./early.ts";
import { freshAddress, heldOf, outcome, refusal } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...early, login: { order: "approval_first" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** By the code first, and then the password. */
async function signInFirst(person: TestAccount): Promise<SignedIn> {
  const { client, held, code } = await askEarly(service, person);
  const second = heldOf(await client.verifyLogin({ ...held, body: { code } }));
  const complete = heldOf(await client.verifyLogin({ ...second, body: { password } }));
  const { sessionToken = "" } = await client.issueToken({ ...complete, body: { session: "bearer" } });
  return { person, client, sessionToken };
}

async function paired() {
  const person = await service.makeAccount();
  const me = await signInFirst(person);
  const app = await pairApp(service, me);
  // What the pairing is told by goes by SNS too.
  await arrived(service, person.phones[0] ?? "", "認証方法が追加されました");
  service.stack.advanceClock(11 * 60);
  return { person, app };
}

/** Begins with the identifier alone and has the app asked, as anybody can. */
async function askFirst({ identifier }: Pick<TestAccount, "identifier">, address = freshAddress()) {
  const { client, held, types, methodIds } = await beginEarly(service, identifier, address);
  const methodId = methodIds[types.indexOf("app")] ?? "no app";
  const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
  return { client, held, challenge, matchNumber: challenge?.matchNumber ?? "no number" };
}

const pushes = () => service.stack.messages({ channel: "push" }).length;

describe("an app before the password", () => {
  test("appApproval 17: given the app says yes after the identifier, when the first screen goes on, then the password is due, and never a session without it", async () => {
    const { person, app } = await paired();
    const before = pushes();
    const { client, held, matchNumber } = await askFirst(person);
    expect(pushes()).toBe(before + 1);
    expect((await app.list()).approvals).toHaveLength(1);
    await app.approve(held, matchNumber);

    const approved = await client.getLogin(held);
    expect(approved).toMatchObject({ status: "pending", needs: ["password"] });
    const second = heldOf(approved);
    expect(await outcome(client.issueToken(second))).toBe("login_closed");
    const wrong = client.verifyLogin({ ...second, body: { password: "wrong-password" } });
    expect(await outcome(wrong)).toBe("credentials_invalid");
    expect(await client.verifyLogin({ ...second, body: { password } })).toMatchObject({ status: "complete" });
  });

  test("appApproval 18: given the app says no, when the first screen looks, then it is denied, and the password opens nothing", async () => {
    const { person, app } = await paired();
    const { client, held } = await askFirst(person);
    await app.deny(held);
    expect((await client.getLogin(held)).status).toBe("denied");
    expect((await refusal(client.verifyLogin({ ...held, body: { password } }))).code).toBe("login_closed");
  });

  test("attack 1: given nobody of that name, when an app is asked, then answer and calls are those of somebody, and nobody is asked", async () => {
    const { person } = await paired();
    const nobody = await nobodyWith(service, ["sms_code", "app"]);
    const askOf = async (identifier: string) => {
      const { held, methodIds } = await beginEarly(service, identifier);
      const { seen } = await seenOf(() => call(service, "createChallenge", { held, body: { methodId: methodIds[1] } }));
      return { ...seen, answer: seen.answer.replace(/"matchNumber\W+\d\d"/, "") };
    };
    const before = pushes();
    // Whoever was sent something today has windows that are open: a second request finds them so for all.
    await Promise.all([askOf(person.identifier), askOf(nobody)]);
    const [somebody, stranger] = [await askOf(person.identifier), await askOf(nobody)];
    expect(stranger).toEqual(somebody);
    expect(pushes()).toBe(before + 2);
  });

  test("attack 30: given the owner has denied, when strangers ask again, then they see no difference, and the owner is not asked", async () => {
    const { person, app } = await paired();
    const { held } = await askFirst(person);
    await app.deny(held);
    const before = pushes();
    const again = await askFirst(person);
    expect(again.challenge).toMatchObject({
      type: "app",
      delivery: "sent",
      matchNumber: expect.stringMatching(/^\d\d$/),
    });
    expect(pushes()).toBe(before);
    expect((await app.list()).approvals).toEqual([]);
    expect(await outcome(app.approve(again.held, again.matchNumber))).toBe("login_closed");
  });

  test("attack 30: given three requests in ten minutes, when a fourth is asked for, then another method is offered, to somebody and nobody alike", async () => {
    const { person } = await paired();
    const nobody = await nobodyWith(service, ["sms_code", "app"]);
    const before = pushes();
    for (const identifier of [person.identifier, nobody]) {
      for (const _ of [1, 2, 3]) await askFirst({ identifier });
      const problem = await refusal(askFirst({ identifier }));
      expect(problem.code).toBe("delivery_unavailable");
      expect(problem.methods?.map(({ type }) => type)).toEqual(["sms_code"]);
    }
    expect(pushes()).toBe(before + 3);
  });

  test("attack 30: given pushes that come to nothing, when a fourth is asked for in ten minutes, then another method is offered, as to nobody", async () => {
    const { person } = await paired();
    service.stack.setFault({ service: "sns", fault: "error", times: 100 });
    for (const _ of [1, 2, 3]) await askFirst(person);
    const problem = await refusal(askFirst(person));
    service.stack.clearFaults();
    expect([problem.code, problem.methods?.map(({ type }) => type)]).toEqual(["delivery_unavailable", ["sms_code"]]);
  });

  test("given no push arrives, when strangers look, then they are told nothing of it, and the owner is", async () => {
    const { person } = await paired();
    service.stack.setFault({ service: "sns", fault: "endpointDisabled", times: 1 });
    const { client, held, challenge } = await askFirst(person);
    expect(challenge?.delivery).toBe("sent");
    const { delivery, sendsLeft } = (await client.getLogin(held)).challenge ?? {};
    expect([delivery, sendsLeft]).toEqual(["sent", challenge?.sendsLeft]);
    await arrived(service, person.phones[0] ?? "", "承認アプリに届かない");
  });
});
