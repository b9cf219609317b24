import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parseSettings, SettingsError } from "../../shared/parse-settings.ts";
import { claim, codeFor, prove, redeem, returnUrl, startDelegated } from "../support/delegated.ts";
import { ask } from "../support/operator.ts";
import { roomy, type Service, startService } from "../support/service.ts";

const bankUrl = "https://bank.example.jp/signed-in";
const userArn = (name: string) => `arn:aws:iam::000000000000:user/${name}`;

let service: Service;
beforeAll(async () => {
  service = await startService({
    ...roomy,
    clients: [
      { clientId: "shop", returnUrls: [returnUrl], roleArns: [userArn("local")] },
      { clientId: "bank", returnUrls: [bankUrl], roleArns: [userArn("elsewhere"), userArn("second")] },
      { clientId: "open", returnUrls: [returnUrl] },
    ],
  });
});
afterAll(() => service.stack.close());

const refused = { status: 403, body: { code: "forbidden", detail: expect.stringContaining("roleArns") } };
const asBank = { clientId: "bank", returnUrl: bankUrl };

describe("attack 43: a backend of one client asks for another", () => {
  test("attack 43: given the shop's backend, when it begins a login for the bank, then it is refused, and its own is begun", async () => {
    const person = await service.makeAccount();
    expect(await startDelegated(service, person, asBank)).toMatchObject(refused);
    expect(await startDelegated(service, person)).toMatchObject({ status: 201 });
    expect(await startDelegated(service, person, { clientId: "open" })).toMatchObject({ status: 201 });
  });

  test("attack 43: given a code of the shop's, when the bank's backend takes it, then it is refused, and the shop gets it", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    expect(await ask(service, "/results", { code, clientId: "shop" }, { as: "second" })).toMatchObject(refused);
    expect(await redeem(service, code, "bank")).toMatchObject(refused);
    expect((await redeem(service, code)).status).toBe(200);
  });

  test("attack 43: given the bank's second role, when it begins a login for the bank, then it is begun", async () => {
    const { sub } = await service.makeAccount();
    const authTime = new Date(service.dependencies.clock.now()).toISOString();
    const begun = await ask(service, "/logins", { sub, ...asBank, amr: ["pwd"], authTime }, { as: "second" });
    expect(begun.status).toBe(201);
  });

  test.each([
    ["of a session", ["arn:aws:sts::123456789012:assumed-role/shop/i-1"]],
    ["of nobody", []],
    ["of everybody", ["*"]],
    ["of a pattern", ["arn:aws:iam::123456789012:role/*"]],
    ["of an account", ["arn:aws:iam::123456789012:root"]],
  ])("given an ARN %s, when settings are read, then they are refused by name", (_, roleArns) => {
    const clients = [{ clientId: "shop", roleArns }];
    expect(() => parseSettings({ clients })).toThrow(SettingsError);
    expect(() => parseSettings({ clients })).toThrow(/clients\.0\.roleArns/);
  });
});
