import type { Authenticator } from "./account.ts";

/** `+819012345678` → `090-****-5678` where the country is Japan, else the country code and the last two digits. */
export function maskPhone(e164: string): string {
  if (e164.startsWith("+81")) {
    const national = `0${e164.slice(3)}`;
    return `${national.slice(0, 3)}-****-${national.slice(-4)}`;
  }
  return `${e164.slice(0, 3)}****${e164.slice(-2)}`;
}

/** `hanako@example.jp` → `h***@example.jp`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}***${address.slice(at)}`;
}

/** A number or an address as people and logs may see it. */
export function maskDestination({ type, destination }: Pick<Authenticator, "type" | "destination">): string {
  if (type === "phone") return maskPhone(destination);
  return type === "email" ? maskEmail(destination) : "";
}
