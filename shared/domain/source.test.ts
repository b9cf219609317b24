import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isListed, networkOf } from "./source.ts";

describe("networks", () => {
  test.each([
    ["203.0.113.0", "203.0.113.0/24"],
    ["203.0.113.255", "203.0.113.0/24"],
    ["203.0.114.0", "203.0.114.0/24"],
    ["::ffff:203.0.113.7", "203.0.113.0/24"],
    ["::ffff:cb00:7107", "203.0.113.0/24"],
    ["2001:db8::1", "2001:db8::/64"],
    ["2001:db8:0:0:ffff:ffff:ffff:ffff", "2001:db8::/64"],
    ["2001:DB8:0:0:1::", "2001:db8::/64"],
    ["2001:db8:0:1::", "2001:db8:0:1::/64"],
    ["fe80::1%eth0", "fe80::/64"],
    ["::1", "::/64"],
  ])("given %s, when its network is told, then it is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test.each([
    "",
    "nonsense",
    "203.0.113",
    "203.0.113.256",
    "203.0.113.7:443",
    "010.0.0.1",
    "3405803783",
    "0x7f.1",
    "[::1]",
    " 203.0.113.7",
    "1.2.3.4, 5.6.7.8",
  ])("given %j, when its network is told, then it is unknown", (address) => {
    expect(networkOf(address)).toBe("unknown");
  });

  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));

  test("given any two addresses of one /64, when their networks are told, then they are one", () => {
    const hosts = fc.tuple(
      fc.array(group, { minLength: 4, maxLength: 4 }),
      fc.array(group, { minLength: 4, maxLength: 4 }),
    );
    fc.assert(
      fc.property(hosts, ([one, other]) => {
        expect(networkOf(["2001:db8:5:6", ...one].join(":"))).toBe(networkOf(["2001:db8:5:6", ...other].join(":")));
      }),
    );
  });

  test("given an IPv4 address in either form, when its network is told, then it is one", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(networkOf(`::ffff:${address}`)).toBe(networkOf(address));
      }),
    );
  });
});

describe("an address on a list of networks", () => {
  const networks = ["203.0.113.0/24", "2001:db8::/32"];
  test.each([
    ["203.0.113.7", true],
    ["203.0.114.7", false],
    ["2001:db8:1::1", true],
    ["2001:db9::1", false],
    ["::ffff:203.0.113.7", true],
    ["nonsense", false],
  ])("given %s, when it is looked up, then it is %s", (address, expected) => {
    expect(isListed(address, networks)).toBe(expected);
  });
});
