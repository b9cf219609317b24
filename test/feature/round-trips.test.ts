import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { MethodType } from "../../shared/contract/schemas.ts";
import { sealLoginToken } from "../../shared/domain/login-token.ts";
import { askLink, browserAt } from "../attack/links.ts";
import {
  askLogin,
  beginLogin,
  completeLogin,
  freshAddress,
  heldOf,
  refusal,
  tally,
  wrongCode,
} from "../attack/visitor.ts";
import { claim, codeFor, delegatedSettings, prove, redeem, ticketOf } from "../support/delegated.ts";
import { freshPhone, password, type Service, startService, type TestAccount } from "../support/service.ts";
import { atOnce } from "../support/store.ts";
import { askIn, begin, copyOf, openBrowser, signInBy, trustIn } from "../support/test-browser.ts";
import { callsDuring, wavesOf } from "./aws-calls.ts";

let service: Service;
let person: TestAccount & { readonly emails?: readonly string[] };

beforeAll(async () => {
  service = await startService({
    ...delegatedSettings,
    sends: { perDestinationTenMinutes: 20, perPrefixTenMinutes: 1000 },
    voice: { number: "+815000001234" },
    email: { from: "no-reply@login.example.jp" },
    links: { sms: "approve", email: "continue" },
    risk: { networks: ["192.0.2.0/24"] },
  });
  // A process that is warm: roots, public key and connections are there.
  const warm = await completeLogin(service, await service.makeAccount());
  await warm.client.issueToken(warm.held);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A step is prepared, then its calls are looked at. */
type Step = () => Promise<() => Promise<unknown>>;

const refused = (call: () => Promise<unknown>) => () => refusal(call());

/** A browser of the person that is trusted, and was not used just now. */
async function trustedBrowser() {
  const browser = openBrowser(service);
  await trustIn(service, browser, person);
  service.stack.advanceClock(11);
  return browser;
}

/** A first challenge by the method of that type. */
const asking = (type: MethodType) => async () => {
  const { client, held, methodIds } = await beginLogin(service, person);
  const methodId = methodIds.find((one) => one.startsWith(`${type}.`)) ?? "";
  return () => client.createChallenge({ ...held, body: { methodId } });
};

/** Each step: the most DynamoDB calls that may follow one another, and the most calls of each service. */
const steps: readonly { name: string; waves: number; calls: Readonly<Record<string, number>>; step: Step }[] = [
  {
    name: "startLogin without a password",
    waves: 2,
    calls: { dynamodb: 5 },
    step: async () => () => service.from(freshAddress()).startLogin({ body: { identifier: person.identifier } }),
  },
  {
    name: "startLogin with the password",
    waves: 2,
    calls: { dynamodb: 13 },
    step: async () => () =>
      service.from(freshAddress()).startLogin({ body: { identifier: person.identifier, password } }),
  },
  {
    name: "startLogin with the password, in a trusted browser",
    waves: 3,
    calls: { dynamodb: 16 },
    step: async () => {
      const browser = await trustedBrowser();
      return () => begin(browser, person);
    },
  },
  {
    name: "startLogin with the password, in a trusted browser at high risk",
    waves: 3,
    calls: { dynamodb: 16 },
    step: async () => {
      const { jar } = await trustedBrowser();
      const elsewhere = openBrowser(service, { jar, address: "192.0.2.9" });
      return () => begin(elsewhere, person);
    },
  },
  {
    name: "startLogin with the password, in a trusted browser whose last answer was lost",
    waves: 3,
    calls: { dynamodb: 16 },
    step: async () => {
      const browser = await trustedBrowser();
      browser.loseAnswers(1);
      await begin(browser, person).catch(() => "lost");
      service.stack.advanceClock(11);
      return () => begin(browser, person);
    },
  },
  {
    name: "startLogin with the password, in a copy of a trusted browser",
    waves: 3,
    calls: { dynamodb: 16 },
    step: async () => {
      const browser = await trustedBrowser();
      const copy = copyOf(service, browser);
      await signInBy(browser, person);
      service.stack.advanceClock(11);
      return () => begin(copy, person);
    },
  },
  {
    name: "issueToken, of a login that a trusted browser completed",
    waves: 2,
    calls: { dynamodb: 7, kms: 1 },
    step: async () => {
      const browser = await trustedBrowser();
      const held = heldOf(await begin(browser, person));
      return () => browser.client.issueToken(held);
    },
  },
  {
    name: "verifyLogin with the right code, and trust with it",
    waves: 2,
    calls: { dynamodb: 8 },
    step: async () => {
      const browser = openBrowser(service);
      const { held, code } = await askIn(service, browser, person);
      return () => browser.client.verifyLogin({ ...held, body: { code, trustBrowser: {} } });
    },
  },
  {
    name: "trustBrowser",
    waves: 2,
    calls: { dynamodb: 3 },
    step: async () => {
      const { client, held } = await completeLogin(service, person);
      return () => client.trustBrowser({ ...held, body: {} });
    },
  },
  {
    name: "claimLogin",
    waves: 2,
    calls: { dynamodb: 6 },
    step: async () => {
      const ticket = await ticketOf(service, person);
      return () => openBrowser(service).client.claimLogin({ body: { ticket } });
    },
  },
  {
    name: "claimLogin in a trusted browser",
    waves: 3,
    calls: { dynamodb: 8 },
    step: async () => {
      const [ticket, { client }] = [await ticketOf(service, person), await trustedBrowser()];
      return () => client.claimLogin({ body: { ticket } });
    },
  },
  {
    name: "returnLogin",
    waves: 2,
    calls: { dynamodb: 5 },
    step: async () => {
      const claimed = await claim(service, person);
      const held = await prove(service, person, claimed);
      return () => claimed.browser.client.returnLogin(held);
    },
  },
  {
    name: "redeemResult",
    waves: 2,
    calls: { dynamodb: 3, kms: 1 },
    step: async () => {
      const claimed = await claim(service, person);
      const code = await codeFor(claimed, await prove(service, person, claimed));
      return () => redeem(service, code);
    },
  },
  {
    name: "startLogin with a wrong password",
    waves: 1,
    calls: { dynamodb: 7 },
    step: async () => {
      const body = { identifier: person.identifier, password: "wrong-password" };
      return refused(() => service.from(freshAddress()).startLogin({ body }));
    },
  },
  {
    name: "getLogin before the password",
    waves: 1,
    calls: { dynamodb: 1 },
    step: async () => {
      const client = service.from(freshAddress());
      const held = heldOf(await client.startLogin({ body: { identifier: person.identifier } }));
      return () => client.getLogin(held);
    },
  },
  {
    name: "getLogin while a challenge waits",
    waves: 1,
    calls: { dynamodb: 1 },
    step: async () => {
      const { client, held } = await askLogin(service, person);
      return () => client.getLogin(held);
    },
  },
  // Of the calls, two are the pair that charges the source, beside the reads; two read what everyone's sending has come
  // to, once in ten seconds of a process.
  { name: "createChallenge by SMS", waves: 2, calls: { dynamodb: 8, sns: 1 }, step: asking("sms_code") },
  { name: "createChallenge by voice", waves: 2, calls: { dynamodb: 8, connect: 1 }, step: asking("voice") },
  { name: "createChallenge by mail", waves: 2, calls: { dynamodb: 8, ses: 1 }, step: asking("email_code") },
  { name: "createChallenge by a URL", waves: 2, calls: { dynamodb: 8, sns: 1 }, step: asking("sms_link") },
  {
    name: "inspectLink",
    waves: 1,
    calls: { dynamodb: 1 },
    step: async () => {
      const { client, token } = await askLink(service, person);
      return () => client.inspectLink({ body: { token } });
    },
  },
  {
    name: "redeemLink that approves, with the match number",
    waves: 2,
    calls: { dynamodb: 5 },
    step: async () => {
      const { client, token, challenge } = await askLink(service, person);
      const { matchNumber = "" } = challenge;
      const body = { token, decision: "approve", acknowledged: true, matchNumber } as const;
      return () => client.redeemLink({ body });
    },
  },
  {
    name: "redeemLink with a wrong match number",
    waves: 2,
    calls: { dynamodb: 7 },
    step: async () => {
      const { client, token, challenge } = await askLink(service, person);
      const matchNumber = challenge.matchNumber === "00" ? "01" : "00";
      const body = { token, decision: "approve", acknowledged: true, matchNumber } as const;
      return refused(() => client.redeemLink({ body }));
    },
  },
  {
    name: "redeemLink that denies",
    waves: 2,
    calls: { dynamodb: 3 },
    step: async () => {
      const { client, token } = await askLink(service, person);
      return () => client.redeemLink({ body: { token, decision: "deny" } });
    },
  },
  {
    name: "redeemLink that goes on in the same browser",
    waves: 2,
    calls: { dynamodb: 3 },
    step: async () => {
      const { client } = browserAt(service);
      const { token } = await askLink(service, person, { type: "email_link", client });
      return () => client.redeemLink({ body: { token, decision: "continue" } });
    },
  },
  {
    name: "getLogin while another device decides",
    waves: 1,
    calls: { dynamodb: 1 },
    step: async () => {
      const { client, held } = await askLink(service, person);
      return () => client.getLogin(held);
    },
  },
  {
    name: "getLogin after another device has decided, in the browser that began",
    waves: 1,
    calls: { dynamodb: 1 },
    step: async () => {
      const { client } = browserAt(service);
      const { held, token, challenge } = await askLink(service, person, { client });
      const { matchNumber = "" } = challenge;
      await client.redeemLink({ body: { token, decision: "approve", acknowledged: true, matchNumber } });
      return () => client.getLogin(held);
    },
  },
  {
    name: "getLogin of a hundred browsers that wait",
    waves: 100,
    calls: { dynamodb: 100 },
    step: async () => {
      const { client, held } = await askLink(service, person);
      const { logins } = service.dependencies;
      const login = await logins.find(held.params.loginId);
      if (login === undefined) throw new Error("there is no such login");
      const root = await service.dependencies.roots.challenge.current();
      const sealing = { keyId: root.keyId, key: root.derive("login-token") };
      const many = await atOnce(100, async () => {
        const loginId = randomBytes(16).toString("base64url");
        await logins.create({ ...login, loginId });
        const holder = { loginId, sub: login.sub, identifierKey: "A".repeat(43), generation: login.generation };
        return { params: { loginId }, loginToken: sealLoginToken(sealing, holder) };
      });
      return () => Promise.all(many.map((one) => client.getLogin(one)));
    },
  },
  {
    name: "createChallenge, again",
    waves: 2,
    calls: { dynamodb: 8, sns: 1 },
    step: async () => {
      const { client, held, methodIds } = await askLogin(service, person);
      service.stack.advanceClock(30);
      return () => client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
    },
  },
  {
    name: "createChallenge, the first of a second login within ten minutes: a lost bet on the windows",
    waves: 3,
    calls: { dynamodb: 7, sns: 1 },
    step: async () => {
      await askLogin(service, person);
      const { client, held, methodIds } = await beginLogin(service, person);
      return () => client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
    },
  },
  {
    name: "verifyLogin with the password",
    waves: 2,
    calls: { dynamodb: 12 },
    step: async () => {
      const client = service.from(freshAddress());
      const held = heldOf(await client.startLogin({ body: { identifier: person.identifier } }));
      return () => client.verifyLogin({ ...held, body: { password } });
    },
  },
  {
    name: "verifyLogin with a wrong password",
    waves: 1,
    calls: { dynamodb: 6 },
    step: async () => {
      const client = service.from(freshAddress());
      const held = heldOf(await client.startLogin({ body: { identifier: person.identifier } }));
      return refused(() => client.verifyLogin({ ...held, body: { password: "wrong-password" } }));
    },
  },
  {
    name: "verifyLogin with the right code",
    waves: 2,
    calls: { dynamodb: 8 },
    step: async () => {
      const { client, held, code } = await askLogin(service, person);
      return () => client.verifyLogin({ ...held, body: { code } });
    },
  },
  {
    name: "verifyLogin with a wrong code",
    waves: 2,
    calls: { dynamodb: 7 },
    step: async () => {
      const { client, held, code } = await askLogin(service, person);
      return refused(() => client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    },
  },
  {
    name: "issueToken, with the session",
    waves: 2,
    calls: { dynamodb: 6, kms: 1 },
    step: async () => {
      const { client, held } = await completeLogin(service, person);
      return () => client.issueToken(held);
    },
  },
  {
    name: "cancelLogin",
    waves: 1,
    calls: { dynamodb: 1 },
    step: async () => {
      const { client, held } = await beginLogin(service, person);
      return () => client.cancelLogin(held);
    },
  },
];

/** DynamoDB's waves of the step, and how often each service was called. */
async function measure(step: Step) {
  const emails = [`person-${randomUUID()}@example.jp`];
  person = { ...(await service.makeAccount([freshPhone()], emails)), emails };
  const calls = await callsDuring(await step());
  return {
    waves: wavesOf(calls.filter(({ name }) => name.startsWith("dynamodb"))).length,
    calls: tally(calls.map(({ name }) => name.split(" ")[0] ?? "")),
  };
}

describe("round trips", () => {
  for (const { name, waves, calls, step } of steps) {
    test(`round trips: given a warm process, when it answers ${name}, then ${waves} in a row and no more`, async () => {
      let seen = await measure(step);
      const isMore = () =>
        seen.waves > waves || Object.entries(seen.calls).some(([service, count]) => count > (calls[service] ?? 0));
      // What a busy machine put apart or tried again, and a notice of the step before, is not there another time; what
      // one call needs of another is.
      for (let again = 0; again < 9 && isMore(); again += 1) seen = await measure(step);

      expect(seen.waves).toBeLessThanOrEqual(waves);
      for (const [name, count] of Object.entries(seen.calls)) expect(count).toBeLessThanOrEqual(calls[name] ?? 0);
    });
  }
});
