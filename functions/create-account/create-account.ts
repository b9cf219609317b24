import type { Dependencies } from "../../shared/dependencies.ts";
import { type Authenticator, newSubject } from "../../shared/domain/account.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { canonicalIdentifier, canonicalPassword, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { maskDestination } from "../../shared/domain/mask.ts";
import { parsePhone } from "../../shared/domain/phone.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { everythingOpen } from "../../shared/domain/sending-state.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersOf } from "../../shared/methods/index.ts";
import { isListed } from "../../shared/steps/account-view.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "passwords" | "random">;
type Request = RequestOf<"createAccount">;

/** Makes an account. What the operator names counts as verified; two-step verification is on where there is a way. */
export async function createAccount({ body, principal }: Request, needs: Needs) {
  const { clock, config, directory, passwords, random } = needs;
  const identifier = canonicalIdentifier(body.identifier);
  if (identifier === "") {
    throw new Problem("invalid_request", { errors: [{ pointer: "/identifier", detail: "must not be blank" }] });
  }
  const now = clock.now();
  const authenticators = authenticatorsOf(body, needs, now);
  const sub = idOf(random);
  const epoch = 0;
  const { locale = config.settings.locale } = body;
  const unproved = { sub, identifier, locale, secondFactor: false, epoch, createdAt: now, ...newSubject };
  const isUsable = offersOf({ subject: unproved, authenticators }, config.settings, everythingOpen).length > 0;
  const subject = { ...unproved, secondFactor: isUsable };
  const passwordHash = await passwords.hash(canonicalPassword(body.password));
  const credential = { identifierKey: identifierKeyOf(identifier), sub, passwordHash, epoch };

  const by = { by: "operator", principal: principal.arn } as const;
  const made = activityOf("account_made", { sub, id: "0", at: now }, by, config.settings);
  const outcome = await directory.create({ subject, authenticators }, credential, made);
  if (outcome === "identifier_taken") throw new Problem("identifier_taken");
  return {
    sub,
    identifier,
    locale,
    authenticators: authenticators.filter(isListed).map((authenticator) => ({
      authenticatorId: authenticator.authenticatorId,
      type: authenticator.type,
      hint: maskDestination(authenticator),
    })),
  };
}

/** @throws Problem naming each number that is not one, by its place. */
function authenticatorsOf(body: Request["body"], { config, random }: Needs, now: Instant): Authenticator[] {
  const parsed = body.phones.map((typed) => parsePhone(typed, config.settings.sends.countries));
  const errors = parsed.flatMap((phone, place) =>
    typeof phone === "string" ? [{ pointer: `/phones/${place}`, detail: phone }] : [],
  );
  if (errors.length > 0) throw new Problem("invalid_request", { errors });
  // A millisecond apart, so that they are offered in the order in which they were named.
  let createdAt = now;
  const fresh = () =>
    ({ authenticatorId: idOf(random), status: "active", missesInARow: 0, createdAt: createdAt++ }) as const;
  const phones = parsed.flatMap((phone) =>
    typeof phone === "string"
      ? []
      : [{ ...fresh(), type: "phone", destination: phone.e164, country: phone.country, line: phone.line } as const],
  );
  const emails = body.emails.map((address) => ({ ...fresh(), type: "email", destination: address }) as const);
  return [...phones, ...emails];
}

const idOf = (random: Needs["random"]) => Buffer.from(random.bytes(16)).toString("base64url");
