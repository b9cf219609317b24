import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { outcome } from "../attack/visitor.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { signIn, wordy } from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";
import { codeAt, readyToAdd } from "./adding.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A number that is added, and the code that proves it. */
async function added() {
  const me = await readyToAdd(service);
  const destination = freshPhone();
  const { authenticatorId } = await me.add({ type: "phone", destination });
  const code = codeAt(service, destination, "sms");
  return { me, authenticatorId, code, wrong: code === "000000" ? "000001" : "000000" };
}
const historyOf = async (sub: string) =>
  (await service.dependencies.activities.list(sub, { since: 0, limit: 50 })).activities.map(({ kind }) => kind);

describe("an activation whose answer was lost", () => {
  test("given a number that was proved, when the same session sends the same code again, then it is the same answer, and the account is as it was", async () => {
    const { me, authenticatorId, code } = await added();
    const first = await me.prove(authenticatorId, code);
    const { sub } = me.person;
    const [account, history] = [await service.dependencies.directory.findAccount(sub), await historyOf(sub)];
    expect(await me.prove(authenticatorId, code)).toEqual(first);
    expect(await service.dependencies.directory.findAccount(sub)).toEqual(account);
    expect(await historyOf(sub)).toEqual(history);
  });

  test("given an app that was proved, when its code is sent again, then it is the same answer", async () => {
    const me = await readyToAdd(service);
    const app = await me.add({ type: "totp" });
    const code = totpOf(app.totp?.key ?? "");
    const first = await me.prove(app.authenticatorId, code);
    expect(await me.prove(app.authenticatorId, code)).toEqual(first);
  });

  test("given another code, another session or another minute, when it is sent again, then there is nothing to prove", async () => {
    const { me, authenticatorId, code, wrong } = await added();
    await me.prove(authenticatorId, code);
    expect(await outcome(me.prove(authenticatorId, wrong))).toBe("not_found");
    const other = await signIn(service, me.person);
    const params = { authenticatorId };
    const byOther = other.client.activateAuthenticator({ sessionToken: other.sessionToken, params, body: { code } });
    expect(await outcome(byOther)).toBe("not_found");
    service.stack.advanceClock(40);
    expect(await outcome(me.prove(authenticatorId, code))).toBe("done");
    service.stack.advanceClock(21);
    expect(await outcome(me.prove(authenticatorId, code))).toBe("not_found");
  });

  test("given a number that was removed, when its code is sent again, then it does not come back", async () => {
    const { me, authenticatorId, code } = await added();
    await me.prove(authenticatorId, code);
    await service.dependencies.authenticators.change(await basisOf(me.person.sub), {
      remove: [authenticatorId],
      notices: [],
      activities: [await anActivity(me.person.sub)],
    });
    expect(await outcome(me.prove(authenticatorId, code))).toBe("not_found");
  });
});

async function basisOf(sub: string) {
  const subject = await service.dependencies.directory.findSubject(sub);
  if (subject === undefined) throw new Error("no account");
  return { sub, epoch: subject.epoch, version: subject.version };
}

async function anActivity(sub: string) {
  const [activity] = (await service.dependencies.activities.list(sub, { since: 0, limit: 1 })).activities;
  if (activity === undefined) throw new Error("nothing happened");
  return activity;
}
