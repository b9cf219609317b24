import { describe, expect, test } from "@jest/globals";
import { eventOf } from "../../test/support/events.ts";
import { ringOf, rootOf } from "../../test/support/samples.ts";
import { originSecretOf, sourceOf } from "./source.ts";

const root = rootOf(1);
const secret = originSecretOf(root);
const networkOf = async (headers: Readonly<Record<string, string>>) =>
  (await sourceOf(eventOf("startLogin", { headers }), ringOf(root))).network;

const connection = "203.0.113.0/24";
const viewer = "198.51.100.10:46532";

describe("where a request came from", () => {
  test.each([
    ["an IPv4 address", viewer, "198.51.100.0/24"],
    ["an IPv6 address", "2001:db8::1:46532", "2001:db8::/64"],
    ["an IPv6 address in brackets", "[2001:db8::1]:46532", "2001:db8::/64"],
  ])("given the edge's secret and %s, when it is asked, then it is the viewer's", async (_, address, network) => {
    expect(await networkOf({ "x-nidan-origin": secret, "cloudfront-viewer-address": address })).toBe(network);
  });

  test.each([
    ["no secret", {}],
    ["an empty secret", { "x-nidan-origin": "" }],
    ["a key's name and nothing", { "x-nidan-origin": `${root.keyId}.` }],
    ["a key's name and a wrong secret", { "x-nidan-origin": `${root.keyId}.${"A".repeat(43)}` }],
    ["a secret without its key's name", { "x-nidan-origin": secret.slice(root.keyId.length + 1) }],
    ["the secret under another key's name", { "x-nidan-origin": secret.replace(root.keyId, rootOf(2).keyId) }],
    ["a secret cut short", { "x-nidan-origin": secret.slice(0, -1) }],
    ["a secret and more", { "x-nidan-origin": `${secret}A` }],
    ["the secret of another root", { "x-nidan-origin": originSecretOf(rootOf(2)) }],
  ])("given a viewer's address with %s, when it is asked, then it is the connection's", async (_, headers) => {
    expect(await networkOf({ "cloudfront-viewer-address": viewer, ...headers })).toBe(connection);
  });

  test("given a rotation, when the edge still sends the secret of the key before, then it is the viewer's", async () => {
    const headers = { "x-nidan-origin": secret, "cloudfront-viewer-address": viewer };
    const { network } = await sourceOf(eventOf("startLogin", { headers }), ringOf(rootOf(2), root));
    expect(network).toBe("198.51.100.0/24");
  });

  test("given the edge's secret and no address, when it is asked, then it is the connection's", async () => {
    expect(await networkOf({ "x-nidan-origin": secret })).toBe(connection);
  });

  test("given a forwarded address, when it is asked, then it is never read", async () => {
    const spoofed = { "x-forwarded-for": "192.0.2.1", forwarded: "for=192.0.2.1", "x-real-ip": "192.0.2.1" };
    expect(await networkOf({ ...spoofed, "x-nidan-origin": secret })).toBe(connection);
  });

  test("given an address that is none, when it is asked, then it is unknown and not somebody's", async () => {
    expect(await networkOf({ "x-nidan-origin": secret, "cloudfront-viewer-address": "nonsense" })).toBe("unknown");
  });
});
