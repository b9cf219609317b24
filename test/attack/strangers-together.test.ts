import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Service, startService } from "../support/service.ts";
import { askAsOwner, askAsStranger, fewSends } from "./strangers.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...fewSends, login: { order: "together", passwordAlone: true } });
});
afterAll(() => service.stack.close());

test("given a stranger who has asked for codes without a password, when the owner asks for one, then it is sent", async () => {
  const { identifier, phones } = await service.makeAccount();
  await askAsStranger(service, identifier);
  const before = service.stack.messages({ to: phones[0] }).length;
  expect(await askAsOwner(service, identifier)).toBe("done");
  expect(service.stack.messages({ to: phones[0] }).length).toBe(before + 1);
});
