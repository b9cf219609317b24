import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Where a request came from. */
export interface Source {
  /** The network that limits are counted for: an IPv4 /24 or an IPv6 /64. */
  readonly network: string;
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
