import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Service, startService } from "../support/service.ts";
import { enrolApp, signInNew, stepUp } from "../support/signed-in.ts";
import { askAsOwner, askAsStranger, askInVain, fewSends } from "./strangers.ts";
import { beginLogin, heldOf, outcome } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...fewSends });
});
afterAll(() => service.stack.close());

test("given a stranger who has asked for codes without a password, when the owner asks for one, then it is sent", async () => {
  const { identifier, phones } = await service.makeAccount();
  await askAsStranger(service, identifier);
  const before = service.stack.messages({ to: phones[0] }).length;
  expect(await askAsOwner(service, identifier)).toBe("done");
  expect(service.stack.messages({ to: phones[0] }).length).toBe(before + 1);
});

test("given a login that has ended, when codes are asked for with its token, then the owner's limit is not touched", async () => {
  const person = await service.makeAccount();
  const { client, held, methodIds } = await beginLogin(service, person);
  await client.cancelLogin(held);
  expect(await askInVain(service, { held }, methodIds[0])).toEqual(["login_closed"]);
  expect(await askAsOwner(service, person.identifier)).toBe("done");
});

test("given a login whose next token was handed over, when codes are asked for with the one before, then the owner's limit is not touched", async () => {
  const { person, client, sessionToken } = await signInNew(service);
  const begun = await client.startStepUp({ sessionToken, body: { action: "add_authenticator" } });
  const held = heldOf(begun);
  const methodId = begun.methods[0]?.methodId ?? "";
  await client.createChallenge({ ...held, body: { methodId } });
  await client.verifyLogin({ ...held, body: { code: service.newestCode(...person.phones) } });
  expect(await askInVain(service, { held }, methodId)).toEqual(["unauthenticated"]);
  expect(await askAsOwner(service, person.identifier)).toBe("done");
});

test("given the right password, when a method that there is not is asked for, then the owner's limit is not touched", async () => {
  const person = await service.makeAccount();
  expect(await askInVain(service, await beginLogin(service, person), "sms_code.none")).toEqual(["not_found"]);
  expect(await askAsOwner(service, person.identifier)).toBe("done");
});

test("given a code was just sent, when the next is asked for before its time, then that counts for nothing", async () => {
  const person = await service.makeAccount();
  const { client, held, methodIds } = await beginLogin(service, person);
  await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
  expect(await askInVain(service, { held }, methodIds[0])).toEqual(["too_many_sends"]);
  expect(await askAsOwner(service, person.identifier)).toBe("done");
});

test("given as many messages as an account may be sent, when one more is asked for, then none goes out, and the app's codes go on", async () => {
  const me = await signInNew(service);
  const { person } = me;
  await enrolApp(service, me);
  for (let sent = 2; sent < 5; sent += 1) await stepUp(service, me, "make_backup_codes");
  const before = service.stack.messages({ channel: "sms", to: person.phones[0] }).length;

  const begun = await beginLogin(service, person);
  const ask = (type: string) => {
    const methodId = begun.methodIds.find((one) => one.startsWith(`${type}.`)) ?? "";
    return outcome(begun.client.createChallenge({ ...begun.held, body: { methodId } }));
  };

  expect(await ask("sms_code")).toBe("too_many_sends");
  expect(service.stack.messages({ channel: "sms", to: person.phones[0] })).toHaveLength(before);
  expect(await ask("totp")).toBe("done");
});
