import { describe, expect, test } from "@jest/globals";
import { minutes } from "../../shared/domain/duration.ts";
import { everythingOpen } from "../../shared/domain/sending-state.ts";
import { offersOf } from "../../shared/methods/index.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import { accountOf, challengeOf, loginOf, now, phoneOf, rootOf } from "../../test/support/samples.ts";
import { planApproval, planChallenge } from "./plan-challenge.ts";

const settings = parseSettings({ voice: { number: "+815000001234" }, email: { from: "no-reply@example.jp" } });
const mail = phoneOf({ type: "email", destination: "hanako@example.jp", country: undefined });
const [sms, voice, email] = offersOf(accountOf([phoneOf(), mail]), settings, everythingOpen);

const configOf = (own: typeof settings) => ({
  settings: own,
  origin: "https://login.example.jp",
  resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
});
const randomOf = (byte: number) => ({ bytes: (count: number) => new Uint8Array(count).fill(byte) });

function plan(offered: typeof sms, byte: number, login = loginOf()) {
  if (offered === undefined) throw new Error("it is not offered");
  const config = configOf(settings);
  const random = randomOf(byte);
  const prefix = offered.authenticator.type === "phone" ? "digest" : undefined;
  return planChallenge(
    login,
    offered,
    { root: rootOf(1), subject: accountOf().subject, prefix, now },
    { config, random },
  );
}

describe("planning a challenge", () => {
  test("given chance, when a call is planned, then its key is one of nine by chance; other challenges have none", () => {
    const keys = Array.from({ length: 256 }, (_, byte) => plan(voice, byte).callKey);
    expect([...new Set(keys)].sort()).toEqual([..."123456789"]);
    expect([plan(sms, 1).callKey, plan(email, 1).callKey]).toEqual([undefined, undefined]);
  });
  test("given a number, when its challenge is planned, then it says where it went, without the number; a mail does not", () => {
    expect([plan(sms, 1).area, plan(email, 1).area]).toEqual([
      { country: "JP", prefix: "digest", sends: 1 },
      undefined,
    ]);
  });
  test("given a challenge of the same method in its first half, when it is planned, then it goes on", () => {
    const standing = challengeOf({ delivery: "failed", lastSentAt: now - 1000 });
    const planned = plan(sms, 1, loginOf({ challenge: standing }));
    expect(planned).toMatchObject({ ...standing, delivery: "sent", lastSentAt: now });
  });
  test.each([
    ["sent before", "sent", "digest", 3],
    ["refused before, which was given back", "failed", "digest", 2],
    ["sent elsewhere before", "sent", "other", 1],
  ] as const)("given a message %s, when another is planned, then so many went there in a row", (_, delivery, prefix, sends) => {
    const before = challengeOf({ delivery, area: { country: "JP", prefix, sends: 2 } });
    expect(plan(sms, 1, loginOf({ challenge: before })).area?.sends).toBe(sends);
    expect(plan(voice, 1, loginOf({ challenge: before })).area?.sends).toBe(sends);
  });
  test("given a challenge of another method, when one is planned, then it is a new one", () => {
    expect(plan(voice, 1, loginOf({ challenge: challengeOf() })).challengeId).not.toBe(challengeOf().challengeId);
  });
});

describe("what another device decides", () => {
  const app = phoneOf({ type: "app", destination: "", country: undefined });
  const planOf = (lifetimeMinutes: number, challenge = loginOf().challenge) => {
    const own = parseSettings({ approvals: { lifetimeMinutes } });
    const account = accountOf([phoneOf(), app]);
    const chosen = offersOf(account, own, everythingOpen).find(({ offer }) => offer.type === "app");
    if (chosen === undefined) throw new Error("no app is offered");
    const basis = { root: rootOf(1), subject: account.subject, now };
    return planApproval(loginOf({ challenge }), chosen, basis, { config: configOf(own), random: randomOf(7) });
  };

  test("given how long the operator lets it wait, when an app is asked, then it is open so long", () => {
    expect([2, 5].map((life) => planOf(life).expiresAt - now)).toEqual([minutes(2), minutes(5)]);
  });

  test("given half of its life is left, when it is asked again, then it is the same request, and afterwards another", () => {
    const before = planOf(4);
    const agedBy = (age: number) => ({ ...before, createdAt: now - age, expiresAt: now + minutes(4) - age });
    expect(planOf(4, agedBy(minutes(2) - 1)).createdAt).toBe(now - minutes(2) + 1);
    expect(planOf(4, agedBy(minutes(2))).createdAt).toBe(now);
  });
});
