import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { roomy, type Service, startService } from "../support/service.ts";
import { atOnce } from "../support/store.ts";
import { outcome, refusal, tally } from "./visitor.ts";
import { waitingPhone } from "./waiting-phone.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, links: { sms: "approve" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const waiting = (client?: ReturnType<Service["from"]>) => waitingPhone(service, client);

describe("a denial", () => {
  test("linkApproval 7: given a phone denies, when the first device looks, then it is denied, and the owner is told once", async () => {
    const { client, held, deny } = await waiting();

    expect(await deny()).toEqual({ outcome: "denied", disavowal: expect.any(String) });

    expect(await client.getLogin(held)).toMatchObject({ status: "denied" });
    expect(await outcome(client.issueToken(held))).toBe("login_closed");
  });

  test.each([
    "deny",
    "approve",
  ] as const)("attack 28: given a decision, when another is made by the same URL, then 409", async (decision) => {
    const { approve, deny, redeem } = await waiting();
    await (decision === "deny" ? deny() : approve());

    const again = await refusal(redeem({ decision, acknowledged: true, matchNumber: "00" }));

    expect(again).toMatchObject({ status: 409, code: "link_used" });
  });

  test("attack 28: given a login that was cancelled, locked or expired, when it is approved or denied, then it is refused", async () => {
    const cancelled = await waiting();
    await cancelled.client.cancelLogin(cancelled.held);
    expect([await outcome(cancelled.approve()), await outcome(cancelled.deny())]).toEqual([
      "login_closed",
      "login_closed",
    ]);

    const expired = await waiting();
    service.stack.advanceClock(600);
    expect([await outcome(expired.approve()), await outcome(expired.deny())]).toEqual(["link_expired", "link_expired"]);
  });
});

describe("at once", () => {
  test("attack 31: given yes and no at once, a hundred times, then there is one outcome each time, and both devices see it", async () => {
    const decideAtOnce = async (time: number) => {
      const { client, held, approve, deny } = await waiting();
      const acts = time % 2 === 0 ? [approve, deny] : [deny, approve];
      const outcomes = await Promise.all(acts.map((act) => outcome(act())));
      expect(tally(outcomes)).toEqual({ done: 1, link_used: 1 });
      const isApproved = outcomes[time % 2] === "done";
      expect((await client.getLogin(held)).status).toBe(isApproved ? "complete" : "denied");
    };
    for (let time = 0; time < 100; time += 5) await atOnce(5, (place) => decideAtOnce(time + place));
  }, 240_000);

  test("attack 24: given two tabs, when both approve at once, then one does", async () => {
    const { approve } = await waiting();
    expect(tally(await Promise.all([outcome(approve()), outcome(approve())]))).toEqual({ done: 1, link_used: 1 });
  });
});
