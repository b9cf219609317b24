import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Service, startService } from "../support/service.ts";
import { abroad, atHome, judgements, riskSettings, startAt } from "./at-places.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...riskSettings, risk: { mode: "record", askAt: 10, highAt: 20, refuseAt: 30 } });
});
afterAll(() => service.stack.close());

test("given that risk only records, when a login looks risky, then it is logged and goes on", async () => {
  const account = await atHome(service);
  service.stack.advanceClock(24 * 3600);
  expect(await startAt(service, account, abroad)).toMatchObject({ status: "complete", reason: "enabled" });
  expect(judgements(service).at(-1)).toMatchObject({ level: "refuse" });
});
