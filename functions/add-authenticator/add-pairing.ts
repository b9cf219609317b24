import { encodeQR } from "qr";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { minutes } from "../../shared/domain/duration.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { everythingOpen } from "../../shared/domain/sending-state.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersOf, standsAlone } from "../../shared/methods/index.ts";
import { pairingCode } from "../../shared/methods/out-of-band.ts";
import type { AccountChange } from "../../shared/ports/authenticators.ts";
import { assertRoom, proofTries } from "../../shared/steps/enrol/limits.ts";
import { type Held, ownActivity } from "../../shared/steps/hold-session.ts";

/** Long enough to take up the phone and sign in there. */
const pairingTime = minutes(10);

type Wanted = Pick<RequestOf<"addAuthenticator">["body"], "name" | "replaces">;

/** Shows the code that pairs an app with the account: whoever enters it is signed in there already. */
export async function addPairing({ name, replaces }: Wanted, held: Held, needs: Dependencies) {
  const { authenticators, config, random, roots } = needs;
  const { account, now } = held;
  assertRoom({ account, now });
  assertBesideAnother(account, needs);
  const { sub, epoch, version } = account.subject;
  const authenticatorId = Buffer.from(random.bytes(16)).toString("base64url");
  const root = await roots.challenge.current();
  const added: Authenticator = {
    authenticatorId,
    type: "app",
    destination: "",
    name,
    status: "pending",
    proof: { expiresAt: now + pairingTime, attemptsLeft: proofTries, replaces, keyId: root.keyId, sends: 0 },
    missesInARow: 0,
    createdAt: now,
  };
  const change: AccountChange = { put: [added], notices: [], activities: [ownActivity("method_begun", held, needs)] };
  const isAdded = await authenticators.change({ sub, epoch, version }, change);
  if (!isAdded) throw new Problem("changed_meanwhile");

  const code = pairingCode(root.derive("out-of-band-code"), authenticatorId);
  // A fragment is sent to no server and stands in no log.
  const uri = `${config.origin}/settings/approvals#${code}`;
  return { added, shown: { pairing: { code, uri, qrSvg: encodeQR(uri, "svg", { border: 4 }) } } };
}

/** An app can be lost with its phone, and is approved from by whoever is signed in: another method stands beside it. */
function assertBesideAnother(account: Held["account"], { config }: Dependencies): void {
  const offers = offersOf(account, config.settings, everythingOpen);
  if (account.subject.secondFactor && offers.some(({ offer }) => standsAlone(offer.type))) return;
  throw new Problem("last_method", { detail: "an app stands beside another method: add one and switch it on first" });
}
