import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { minutes, seconds, toSeconds } from "../../shared/domain/duration.ts";
import { roomy, type Service, startService } from "../support/service.ts";
import { type AskedLogin, askLogin, beginLogin, heldOf, newestCode, outcome, refusal } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, sends: { perLogin: 10, perPrefixTenMinutes: 1000 } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const answer = ({ client, held }: Pick<AskedLogin, "client" | "held">, code: string) =>
  outcome(client.verifyLogin({ ...held, body: { code } }));

describe("attack 14: a code elsewhere", () => {
  test("attack 14: given a code for a login, when it is typed in the same person's second login, then it is refused", async () => {
    const person = await service.makeAccount();
    const first = await askLogin(service, person);
    const second = await askLogin(service, person);

    expect(await answer(second, first.code)).toBe("challenge_failed");
    expect(await answer(first, second.code)).toBe("challenge_failed");
    expect(await answer(second, second.code)).toBe("done");
  });

  test("attack 14: given a code for one number, when another number was asked since, then it is refused", async () => {
    const person = await service.makeAccount(["+819010000011", "+819020000012"]);
    const asked = await askLogin(service, person);

    await asked.client.createChallenge({ ...asked.held, body: { methodId: asked.methodIds[1] ?? "" } });

    expect(await answer(asked, asked.code)).toBe("challenge_failed");
    expect(await answer(asked, newestCode(service, person))).toBe("done");
  });

  test("attack 14: given a code, when its login was begun anew without asking, then there is nothing that it answers", async () => {
    const person = await service.makeAccount();
    const { code } = await askLogin(service, person);

    expect(await answer(await beginLogin(service, person), code)).toBe("login_closed");
  });
});

describe("attack 15: expired, but still in the table", () => {
  test("attack 15: given a code, when its five minutes are over, then it is refused", async () => {
    const asked = await askLogin(service, await service.makeAccount());

    service.stack.advanceClock(toSeconds(minutes(5)));

    expect(await answer(asked, asked.code)).toBe("code_expired");
  });

  test("attack 15: given a code, when its five minutes are all but over, then it is accepted", async () => {
    const asked = await askLogin(service, await service.makeAccount());

    service.stack.advanceClock(toSeconds(minutes(5) - seconds(5)));

    expect(await answer(asked, asked.code)).toBe("done");
  });

  test("attack 15: given a code that a fresh one replaced, when it is typed, then it is refused", async () => {
    const person = await service.makeAccount();
    const asked = await askLogin(service, person);
    service.stack.advanceClock(toSeconds(minutes(2.5)));

    await asked.client.createChallenge({ ...asked.held, body: { methodId: asked.methodIds[0] } });

    expect(await answer(asked, asked.code)).toBe("challenge_failed");
    expect(await answer(asked, newestCode(service, person))).toBe("done");
  });

  test("attack 15: given a login, when its half hour is over, then nothing of it works", async () => {
    const { client, held, methodIds } = await beginLogin(service, await service.makeAccount());
    service.stack.advanceClock(toSeconds(minutes(25)));
    await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });

    service.stack.advanceClock(toSeconds(minutes(5)));

    const calls = [
      client.createChallenge({ ...held, body: { methodId: methodIds[0] } }),
      client.verifyLogin({ ...held, body: { code: "123456" } }),
      client.issueToken(held),
      client.cancelLogin(held),
    ];
    expect(await Promise.all(calls.map(outcome))).toEqual(calls.map(() => "login_expired"));
    expect((await client.getLogin(held)).status).toBe("expired");
  });

  test("attack 15: given a complete login, when its half hour is over, then no result is issued", async () => {
    const asked = await askLogin(service, await service.makeAccount());
    const held = heldOf(await asked.client.verifyLogin({ ...asked.held, body: { code: asked.code } }));

    service.stack.advanceClock(toSeconds(minutes(30)));

    expect(await outcome(asked.client.issueToken(held))).toBe("login_expired");
  });
});

describe("attack 16: a used code", () => {
  test.each([
    "",
    " ",
    "\u200b",
    "　",
  ])("attack 16: given a used code, when it comes again with %j behind it, then it is refused by either token", async (tail) => {
    const asked = await askLogin(service, await service.makeAccount());
    const held = heldOf(await asked.client.verifyLogin({ ...asked.held, body: { code: asked.code } }));

    expect(await answer(asked, asked.code + tail)).toBe("unauthenticated");
    expect(await answer({ ...asked, held }, asked.code + tail)).toBe("login_closed");
  });
});

describe("attack 19: a leading zero", () => {
  /** A login whose code begins with 0; each try is one in ten. */
  async function askUntilZero(): Promise<AskedLogin> {
    for (let logins = 0; logins < 20; logins += 1) {
      const person = await service.makeAccount();
      const asked = await askLogin(service, person);
      for (let sends = 1; sends < 10; sends += 1) {
        const code = newestCode(service, person);
        if (code.startsWith("0")) return { ...asked, code };
        service.stack.advanceClock(toSeconds(minutes(2.5)));
        await asked.client.createChallenge({ ...asked.held, body: { methodId: asked.methodIds[0] } });
      }
    }
    throw new Error("no code of 180 began with 0");
  }

  test("attack 19: given a code that begins with 0, when it is typed without, then it is refused", async () => {
    const asked = await askUntilZero();

    const problem = await refusal(
      asked.client.verifyLogin({ ...asked.held, body: { code: asked.code.replace(/^0+/, "") } }),
    );

    expect(problem.errors).toEqual([{ pointer: "/code", detail: "must be 6 or 8 digits" }]);
    expect(await answer(asked, ` ${asked.code}`)).toBe("done");
  });
});
