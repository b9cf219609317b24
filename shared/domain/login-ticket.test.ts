import { describe, expect, test } from "@jest/globals";
import { rootOf } from "../../test/support/samples.ts";
import { keyIdOfTicket, loginTicketOf, openTicket } from "./login-ticket.ts";
import { sealLoginToken } from "./login-token.ts";

const holder = {
  loginId: "LLLLLLLLLLLLLLLLLLLLLA",
  sub: "SSSSSSSSSSSSSSSSSSSSSQ",
  identifierKey: Buffer.alloc(32, 7).toString("base64url"),
  generation: 1,
};
const root = rootOf(1);
const ringed = { keyId: root.keyId, key: root.derive("login-ticket") };
const ticket = loginTicketOf(ringed, holder);

describe("tickets of logins", () => {
  test("given a ticket, when it is opened by its key, then it names the login, whose and how far", () => {
    expect(keyIdOfTicket(ticket)).toBe(root.keyId);
    expect(openTicket(ringed.key, ticket)).toEqual(holder);
  });

  test("given the same login at the same step, when a ticket is made again, then it is the same; at another, another", () => {
    expect(loginTicketOf(ringed, holder)).toBe(ticket);
    expect(loginTicketOf(ringed, { ...holder, generation: 2 })).not.toBe(ticket);
  });

  test.each([
    ["of another root", rootOf(2).derive("login-ticket")],
    ["of codes", root.derive("result-code")],
    ["of login tokens", root.derive("login-token")],
  ])("given the key %s, when a ticket is opened by it, then it names nothing", (_, key) => {
    expect(openTicket(key, ticket)).toBeUndefined();
  });

  test("given the login's id of another, when it is opened, then it names nothing", () => {
    const other = Buffer.from(ticket, "base64url").fill(0, 0, 16).toString("base64url");
    expect(openTicket(ringed.key, other)).toBeUndefined();
  });

  test.each([
    "",
    "torn",
    ticket.slice(1),
    `${ticket}A`,
    `${ticket.slice(0, -1)}=`,
    sealLoginToken(ringed, holder),
  ])("given %j, when it is looked at, then it is of no ticket's form", (text) => {
    expect(keyIdOfTicket(text)).toBeUndefined();
  });
});
