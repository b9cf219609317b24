import assert from "node:assert";
import { describe, expect, test } from "@jest/globals";
import {
  type Challenge,
  forgetLogin,
  forgetStepUp,
  heldAfter,
  type Login,
  loadLogin,
  loadStepUp,
  methodsInstead,
  saveLogin,
  saveStepUp,
} from "./held-login.ts";

const login: Login = {
  loginId: "AAAAAAAAAAAAAAAAAAAAAA",
  status: "pending",
  purpose: "sign_in",
  reason: "enabled",
  needs: ["second_factor"],
  methods: [{ methodId: "phone.1", type: "sms_code", hint: "090-****-1234" }],
  expiresAt: "2026-01-01T00:30:00Z",
  pollInterval: 3,
};
const challenge: Challenge = {
  methodId: "phone.1",
  type: "sms_code",
  reference: "W7",
  delivery: "sent",
  expiresAt: "2026-01-01T00:05:00Z",
  resendAt: "2026-01-01T00:00:30Z",
  sendsLeft: 4,
  attemptsLeft: 5,
};

function emptyStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}

describe("the held login", () => {
  test("given it was saved, when the page is loaded again, then it is there with the clock's offset", () => {
    const storage = emptyStorage();
    saveLogin(storage, { login, loginToken: "t1" }, -4000);
    expect(loadLogin(storage)).toEqual({ login, loginToken: "t1", clockOffset: -4000 });
    forgetLogin(storage);
    expect(loadLogin(storage)).toBeUndefined();
  });
  test.each([
    "",
    "{",
    "null",
    "[]",
    '{"login":{}}',
    '{"clockOffset":0,"login":null}',
  ])("given storage holds %j, when it is loaded, then there is no login", (stored) => {
    const storage = emptyStorage();
    storage.setItem("nidan.login", stored);
    expect(loadLogin(storage)).toBeUndefined();
  });
  test("given a browser that refuses to store, when a login is saved, then nothing fails", () => {
    const storage = { ...emptyStorage(), setItem: () => assert.fail("full") };
    expect(() => saveLogin(storage, { login }, 0)).not.toThrow();
  });
  test("given an answer with a new token, when it is held, then the new replaces the old", () => {
    expect(heldAfter({ ...login, loginToken: "t2" }, { login, loginToken: "t1" })).toEqual({ login, loginToken: "t2" });
  });
  test("given an answer without a token, when it is held, then the old goes on, but not for another login", () => {
    expect(heldAfter(login, { login, loginToken: "t1" }).loginToken).toBe("t1");
    const other = { ...login, loginId: "BBBBBBBBBBBBBBBBBBBBBB" };
    expect(heldAfter(other, { login, loginToken: "t1" }).loginToken).toBeUndefined();
  });
  test("given an expired challenge is left out of an answer, when it is held, then the page still knows it", () => {
    expect(heldAfter(login, { login: { ...login, challenge } }).login.challenge).toEqual(challenge);
  });
  test("given a method that came after these pages, when an answer names it, then it is not offered", () => {
    const later: Login = JSON.parse(JSON.stringify(login).replace('"sms_code"', '"telepathy"'));
    expect(heldAfter(later, undefined).login.methods).toEqual([]);
    const body = { type: "", title: "", status: 503, code: "delivery_unavailable" };
    expect(methodsInstead({ ...body, methods: [...later.methods, ...login.methods] })).toEqual(login.methods);
  });
  test("given a state of delivery that nobody here knows, when an answer names it, then it was sent", () => {
    const later: Login = JSON.parse(JSON.stringify({ ...login, challenge }).replace('"sent"', '"toString"'));
    expect(heldAfter(later, undefined).login.challenge).toEqual(challenge);
  });
  test("given a message was sent, when the login is read, then it is still known when", () => {
    expect(heldAfter(login, { login, sentAt: 5 }).sentAt).toBe(5);
    expect(heldAfter({ ...login, loginId: "BBBBBBBBBBBBBBBBBBBBBB" }, { login, sentAt: 5 }).sentAt).toBeUndefined();
  });
});

describe("the held step-up", () => {
  const stepUp = {
    wanted: { action: "switch_off" },
    path: "/settings/switch",
    held: { login, loginToken: "t1", clockOffset: -4000 },
  } as const;

  test("given it was saved, when its page is loaded again, then it is there, beside a sign-in's login", () => {
    const storage = emptyStorage();
    saveLogin(storage, { login, loginToken: "t2" }, 0);
    saveStepUp(storage, stepUp);
    expect(loadStepUp(storage, "/settings/switch")).toEqual(stepUp);
    expect(loadLogin(storage)?.loginToken).toBe("t2");
    forgetStepUp(storage);
    expect(loadStepUp(storage, "/settings/switch")).toBeUndefined();
    expect(loadLogin(storage)?.loginToken).toBe("t2");
  });

  test("given another page is loaded, then there is none", () => {
    const storage = emptyStorage();
    saveStepUp(storage, stepUp);
    expect(loadStepUp(storage, "/settings/totp")).toBeUndefined();
  });

  test.each([
    "{",
    "[]",
    '{"path":"/settings/switch","wanted":{}}',
    '{"path":"/settings/switch","wanted":{},"held":{}}',
  ])("given %s is stored, then there is none", (stored) => {
    const storage = emptyStorage();
    storage.setItem("nidan.step-up", stored);
    expect(loadStepUp(storage, "/settings/switch")).toBeUndefined();
  });
});
