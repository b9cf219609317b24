import { generateURI } from "otplib";
import { encodeQR } from "qr";
import type { Dependencies } from "../../dependencies.ts";
import type { Authenticator } from "../../domain/account.ts";
import { Problem } from "../../domain/problem.ts";
import { seal } from "../../domain/seal.ts";
import type { RequestOf } from "../../http/request.ts";
import { base32Of } from "../../methods/totp/base32.ts";
import { seedBinding } from "../../methods/totp/totp.ts";
import type { AccountChange } from "../../ports/authenticators.ts";
import { type Acting, ownActivity } from "../hold-session.ts";
import { assertRoom, proofTime, proofTries } from "./limits.ts";

/** RFC 4226 4: 160 bits. */
const seedBytes = 20;

type Wanted = Pick<RequestOf<"addAuthenticator">["body"], "name" | "replaces">;

/** Makes a seed for an app, and shows it this once. */
export async function addApp({ name, replaces }: Wanted, acting: Acting, needs: Dependencies) {
  const { account, now } = acting;
  const { authenticators, config, random, roots } = needs;
  assertRoom({ account, now });
  const { sub, identifier, epoch, version } = account.subject;
  const seed = random.bytes(seedBytes);
  const authenticatorId = Buffer.from(random.bytes(16)).toString("base64url");
  const vault = await roots.vault.current();
  const added: Authenticator = {
    authenticatorId,
    type: "totp",
    destination: "",
    name,
    status: "pending",
    proof: { expiresAt: now + proofTime, attemptsLeft: proofTries, replaces, sends: 0 },
    seed: {
      keyId: vault.keyId,
      sealed: seal(vault.derive("totp-seed"), seed, seedBinding(sub, authenticatorId)),
    },
    missesInARow: 0,
    createdAt: now,
  };
  const change: AccountChange = { put: [added], notices: [], activities: [ownActivity("method_begun", acting, needs)] };
  const isAdded = await authenticators.change({ sub, epoch, version }, change);
  if (!isAdded) throw new Problem("changed_meanwhile");

  const key = base32Of(seed);
  const uri = generateURI({ issuer: config.settings.service.shortName, label: identifier, secret: key });
  return { added, shown: { totp: { key, account: identifier, uri, qrSvg: encodeQR(uri, "svg", { border: 4 }) } } };
}
