import { describe, expect, test } from "@jest/globals";
import { accountOf, phoneOf, settings } from "../../test/support/samples.ts";
import { methodTypes } from "../contract/schemas.ts";
import { everythingOpen } from "../domain/sending-state.ts";
import { parseSettings } from "../parse-settings.ts";
import { earlyOffersOf } from "./early-offers.ts";
import { methods, offersOf } from "./index.ts";

/** RFC 8176 section 2. */
const registered = new Set(
  "face fpt geo hwk iris kba mca mfa otp pin pop pwd rba retina sc sms swk tel user vbm wia".split(" "),
);

describe("the registry of methods", () => {
  test.each(methodTypes)("given %s, when it is looked up, then it is the method of that type", (type) => {
    expect(methods[type].type).toBe(type);
  });
  test.each(methodTypes)("given %s, when it claims how it was done, then by values of RFC 8176 alone", (type) => {
    expect(methods[type].amr.filter((value) => !registered.has(value))).toEqual([]);
  });
  test.each(
    methodTypes,
  )("given %s, when it claims how it was done, then it leaves the password and mfa to others", (type) => {
    expect(methods[type].amr).not.toEqual(expect.arrayContaining(["pwd"]));
    expect(methods[type].amr).not.toEqual(expect.arrayContaining(["mfa"]));
  });
});

describe("what a stranger is offered, where URLs go to some numbers alone", () => {
  test("given a number that they go to, and an account that is not there, when methods are offered, then none shows by a URL", () => {
    const ruled = parseSettings({ links: { sms: "approve", smsPrefixes: ["+81"] }, login: { order: "together" } });
    const beside = { sub: "S", decoyKey: Buffer.alloc(32), from: {}, settings: ruled, state: everythingOpen };
    const account = accountOf([phoneOf()]);
    expect(offersOf(account, ruled, everythingOpen).map(({ offer }) => offer.type)).toContain("sms_link");
    for (const one of [account, undefined]) {
      expect(earlyOffersOf(one, beside).offers.map(({ offer }) => offer.type)).not.toContain("sms_link");
    }
  });
});

describe("what an account is offered", () => {
  test("given two numbers, one disabled, when methods are offered, then the active one alone", () => {
    const account = accountOf([phoneOf({ authenticatorId: "one", status: "disabled" }), phoneOf()]);
    expect(offersOf(account, settings, everythingOpen).map(({ offer }) => offer.methodId)).toEqual([
      "sms_code.AAAAAAAAAAAAAAAAAAAAAA",
    ]);
  });
  test("given several numbers, when methods are offered, then in the account's order", () => {
    const account = accountOf(["b", "a", "c"].map((authenticatorId) => phoneOf({ authenticatorId })));
    expect(
      offersOf(account, settings, everythingOpen).map(({ authenticator }) => authenticator.authenticatorId),
    ).toEqual(["b", "a", "c"]);
  });
  test("given a number and an address, when every sender is set up, then SMS and voice for the number, and mail", () => {
    const all = parseSettings({ voice: { number: "+815000001234" }, email: { from: "no-reply@example.jp" } });
    const account = accountOf([phoneOf(), phoneOf({ type: "email", destination: "hanako@example.jp" })]);
    expect(offersOf(account, all, everythingOpen).map(({ offer }) => offer.type)).toEqual([
      "sms_code",
      "voice",
      "email_code",
    ]);
  });
  test("given a number dead for SMS, when methods are offered, then it can still be called", () => {
    const calling = parseSettings({ voice: { number: "+815000001234" } });
    const account = accountOf([phoneOf({ unreachableBy: ["sms"] })]);
    expect(offersOf(account, calling, everythingOpen).map(({ offer }) => offer.type)).toEqual(["voice"]);
  });
  test("given what the operator puts first, when methods are offered, then that in its order, and before it what the person chose", () => {
    const ordered = parseSettings({
      voice: { number: "+815000001234" },
      email: { from: "no-reply@example.jp" },
      links: { sms: "approve" },
      methods: { first: ["sms_link", "email_code"] },
    });
    const account = accountOf([phoneOf(), phoneOf({ type: "email", destination: "hanako@example.jp" })]);
    const typesOf = (one: typeof account) => offersOf(one, ordered, everythingOpen).map(({ offer }) => offer.type);
    expect(typesOf(account)).toEqual(["sms_link", "email_code", "sms_code", "voice"]);
    const chosen = offersOf(account, ordered, everythingOpen).find(({ offer }) => offer.type === "voice");
    const subject = { ...account.subject, defaultMethodId: chosen?.offer.methodId };
    expect(typesOf({ ...account, subject })).toEqual(["voice", "sms_link", "email_code", "sms_code"]);
  });
  test("given no authenticator, when methods are offered, then none", () => {
    expect(offersOf(accountOf([]), settings, everythingOpen)).toEqual([]);
  });
});
