import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Where a request came from. */
export interface Source {
  /** The network that limits are counted for: an IPv4 /24 or an IPv6 /64. */
  readonly network: string;
  /** For comparing with lists; stored and logged nowhere. */
  readonly address: string;
}

/** `203.0.113.7` → `203.0.113.0/24`; `2001:db8::1` → `2001:db8::/64`; an IPv4-mapped address counts as IPv4. */
export function networkOf(address: string): string {
  if (isIP(address) === 0) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) {
    return `${ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/24`).toString()}/24`;
  }
  const plain = new ipaddr.IPv6(parsed.toByteArray());
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${plain.toString()}/64`).toString()}/64`;
}

/** Whether the address lies in one of the networks, in CIDR notation; one that cannot be read lies in none. */
export function isListed(address: string, networks: readonly string[]): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return parsed.kind() === base.kind() && parsed.match([base, bits]);
  });
}
