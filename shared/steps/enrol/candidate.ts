import type { Config } from "../../config.ts";
import type { Dependencies } from "../../dependencies.ts";
import type { Authenticator } from "../../domain/account.ts";
import { toSeconds } from "../../domain/duration.ts";
import { parsePhone } from "../../domain/phone.ts";
import { Problem } from "../../domain/problem.ts";
import { resendAt } from "../../domain/send-plan.ts";
import type { RequestOf } from "../../http/request.ts";
import type { Acting } from "../hold-session.ts";
import { assertRoom } from "./limits.ts";

type Body = RequestOf<"addAuthenticator">["body"];

/** The number or address that is to be proved. */
export interface Candidate {
  readonly fresh: Authenticator;
  /** How it stands from an earlier call, where it waits for its proof already. */
  readonly standing: Authenticator | undefined;
}

/** @throws Problem for what is no number or address, or is registered, and for one too many or too soon. */
export function candidateOf(
  { type, destination = "", name }: Body,
  acting: Acting,
  { config, random }: Pick<Dependencies, "config" | "random">,
): Candidate {
  const { account, now } = acting;
  const where = type === "phone" ? phoneOf(destination, config) : { destination: addressOf(destination) };
  const same = account.authenticators.filter((one) => one.type === type && one.destination === where.destination);
  if (same.some(({ status }) => status !== "pending")) throw invalid("is registered already");
  const standing = same.find(({ proof }) => proof !== undefined && proof.expiresAt > now);
  if (standing === undefined) assertRoom(acting);
  else assertAgain(standing, acting, config);
  const fresh: Authenticator = {
    authenticatorId: standing?.authenticatorId ?? Buffer.from(random.bytes(16)).toString("base64url"),
    type: type === "phone" ? "phone" : "email",
    ...where,
    name: name ?? standing?.name,
    status: "pending",
    missesInARow: 0,
    createdAt: standing?.createdAt ?? now,
  };
  return { standing, fresh };
}

function phoneOf(typed: string, { settings }: Config) {
  const phone = parsePhone(typed, settings.sends.countries);
  if (typeof phone === "string") throw invalid(phone);
  return { destination: phone.e164, country: phone.country, line: phone.line };
}

function addressOf(typed: string): string {
  const address = typed.trim();
  if (/^[^\s@"<>()[\],;:\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(address)) return address;
  throw invalid("must be a mail address");
}

const invalid = (detail: string) => new Problem("invalid_request", { errors: [{ pointer: "/destination", detail }] });

/** It may be sent again while it can still be proved, after a wait, and not for ever. */
function assertAgain({ proof }: Authenticator, { now }: Acting, { settings: { sends } }: Config): void {
  if (proof?.challenge === undefined) return;
  const over = toSeconds(proof.expiresAt - now);
  if (proof.attemptsLeft <= 0) throw new Problem("too_many_attempts", { retryAfter: over });
  const until = resendAt(proof.challenge, proof.sends, sends);
  if (until > now) throw new Problem("too_many_sends", { retryAfter: toSeconds(until - now) });
  if (proof.sends >= sends.perLogin) throw new Problem("too_many_sends", { retryAfter: over });
}
