import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { heldOf } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { atHome, clientAt, home, judgements, mail, riskSettings, startAt } from "./at-places.ts";

let service: Service;
beforeAll(async () => {
  const adviser = "arn:aws:lambda:ap-northeast-1:000000000000:function:adviser";
  service = await startService({ ...riskSettings, risk: { adviser, refuseAt: 90 } });
});
afterEach(() => service.stack.clearFaults());
afterAll(() => service.stack.close());

/** The operator's Lambda answers so from now on. */
const advise = (answer: unknown, delayMs = 0) => service.stack.functions.set("adviser", { answer, delayMs });

/** An account that the adviser had nothing against so far. */
async function trusted() {
  advise({ score: 0 });
  return atHome(service);
}

describe("the operator's adviser", () => {
  test.each([
    ["a higher score", { score: 40 }, 0, "ask", 40],
    ["a lower score", { score: 0 }, 0, "low", 0],
    ["no score", { verdict: "fine" }, 0, "high", "silent"],
    ["a score beyond all", { score: 101 }, 0, "high", "silent"],
    ["an answer after 300 ms", { score: 0 }, 900, "high", "silent"],
  ])("given it has %s, when somebody signs in, then the risk follows", async (_, answer, delayMs, level, advised) => {
    const account = await trusted();
    advise(answer, delayMs);
    await startAt(service, account, home);
    expect(judgements(service).at(-1)).toMatchObject({ level, advised });
  });

  test("given it is down, when somebody signs in, then a code is asked", async () => {
    const account = await trusted();
    service.stack.setFault({ service: "lambda", fault: "error", times: 1 });
    expect(await startAt(service, account, home)).toMatchObject({ status: "pending", reason: "risk" });
  });

  test("given it is asked, when it reads the question, then there is no identifier and no address", async () => {
    const account = await trusted();
    const question = service.stack.functions.asked("adviser").at(-1);
    expect(question).toMatchObject({ sub: account.sub, from: { browser: "Chrome", country: "JP" }, score: 15 });
    expect(JSON.stringify(question)).not.toMatch(/198\.51|@/);
  });

  test("given a score to refuse at, when a login reaches it, then it is denied, gives no result, and its owner is told", async () => {
    const account = await trusted();
    advise({ score: 95 });
    service.stack.clearMessages();
    const login = await startAt(service, account, home);
    expect(login.status).toBe("denied");
    await expect(clientAt(service, home).issueToken(heldOf(login))).rejects.toThrow("login_closed");
    const { activities } = await service.dependencies.activities.list(account.sub, { since: 0, limit: 10 });
    expect(activities).toContainEqual(
      expect.objectContaining({ kind: "sign_in_refused", by: "service", reason: "95: adviser" }),
    );
    const told = () => service.stack.messages({ to: mail }).map(({ subject }) => subject);
    for (let tries = 0; tries < 100 && told().length === 0; tries += 1)
      await new Promise((done) => setTimeout(done, 100));
    expect(told()).toEqual(["【nidan】不審なログインを拒否しました"]);
  });
});
