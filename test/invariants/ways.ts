import type { MethodType } from "../../shared/contract/schemas.ts";
import { freshAddress, heldOf, outcome } from "../attack/visitor.ts";
import { codeAt, freshEmail } from "../feature/adding.ts";
import { newestUrlIn, tokenOf } from "../support/newest.ts";
import { askApp, type PairedApp, pairApp } from "../support/paired.ts";
import { freshPhone, password, type Service } from "../support/service.ts";
import { enrolApp, makeCodes, type SignedIn, signIn, toNextStep } from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";

/** Somebody who can sign in by every method there is, and what a test knows of them. */
export interface Equipped {
  readonly service: Service;
  readonly identifier: string;
  readonly phone: string;
  readonly email: string;
  /** Base32. */
  readonly appKey: string;
  readonly backupCodes: readonly string[];
  /** Signed in elsewhere. */
  readonly me: SignedIn;
  /** Paired with the account. */
  readonly app: PairedApp;
}

/** A login that waits to be proved by one method. */
interface Asked {
  /** What is right there, now. */
  readonly secret: () => string;
  /** `done`, or the code of the problem. */
  readonly give: (secret: string) => Promise<string>;
}

interface Way {
  /** How long it can be answered. */
  readonly lifetimeSeconds: number;
  readonly ask: (someone: Equipped) => Promise<Asked>;
  /** What is of the right form and not right. */
  readonly wrong: (right: string) => string;
}

export async function equip(service: Service): Promise<Equipped> {
  const [phone, email] = [freshPhone(), freshEmail()];
  const person = await service.makeAccount([phone], [email]);
  const me = await signIn(service, person);
  const { key } = await enrolApp(service, me);
  const backupCodes = await makeCodes(service, me);
  const app = await pairApp(service, me);
  toNextStep(service);
  service.stack.advanceClock(60);
  return { service, identifier: person.identifier, phone, email, appKey: key, backupCodes, me, app };
}

const nextDigit = (right: string): string => right.slice(0, -1) + String((Number(right.at(-1)) + 1) % 10);

/** Whatever is typed where the login began. */
const typed = (type: MethodType, lifetimeSeconds: number, codeOf: (someone: Equipped) => string): Way => ({
  lifetimeSeconds,
  ask: async (someone) => {
    const { service, identifier } = someone;
    const client = service.from(freshAddress());
    const login = await client.startLogin({ body: { identifier, password } });
    const held = heldOf(login);
    const methodId = login.methods.find((offer) => offer.type === type)?.methodId ?? "";
    await client.createChallenge({ ...held, body: { methodId } });
    // What was sent is read now: another login may send something newer.
    const sent = type === "totp" ? undefined : codeOf(someone);
    return {
      secret: () => sent ?? codeOf(someone),
      give: (code) => outcome(client.verifyLogin({ ...held, body: { code } })),
    };
  },
  wrong: nextDigit,
});

/** A one-time URL that another device approves by: what is right is the URL with the number on the first screen. */
const approved = (type: "sms_link" | "email_link", lifetimeSeconds: number): Way => ({
  lifetimeSeconds,
  ask: async ({ service, identifier, phone, email }) => {
    const client = service.from(freshAddress());
    const login = await client.startLogin({ body: { identifier, password } });
    const methodId = login.methods.find((offer) => offer.type === type)?.methodId ?? "";
    const { challenge } = await client.createChallenge({ ...heldOf(login), body: { methodId } });
    const to = type === "sms_link" ? phone : email;
    const token = tokenOf(newestUrlIn(service.stack.messages({ to })));
    const other = service.from(freshAddress());
    return {
      secret: () => `${token} ${challenge?.matchNumber}`,
      give: (secret) => {
        const [given = "", matchNumber = ""] = secret.split(" ");
        const body = { token: given, decision: "approve", acknowledged: true, matchNumber } as const;
        return outcome(other.redeemLink({ body }));
      },
    };
  },
  wrong: nextDigit,
});

/** Somebody signed in elsewhere approves, an app or whoever scanned the code: what is right is the number. */
const decided = (type: "app" | "qr"): Way => ({
  lifetimeSeconds: 120,
  ask: async ({ service, identifier, me, app }) => {
    const asked = await askApp(service, { identifier }, { methodId: `${type}.${app.authenticatorId}` });
    const { held, challenge, matchNumber } = asked;
    const token = challenge.qr?.uri.split("#")[1];
    if (token !== undefined) await me.client.scanApproval({ ...me, body: { token } });
    const who = type === "app" ? app : me;
    return {
      secret: () => `${held.params.loginId} ${matchNumber}`,
      give: (secret) => {
        const [loginId = "", given = ""] = secret.split(" ");
        const body = { decision: "approve", acknowledged: true, matchNumber: given } as const;
        return outcome(who.client.decideApproval({ sessionToken: who.sessionToken, params: { loginId }, body }));
      },
    };
  },
  wrong: nextDigit,
});

const aCodesLife = 300;
const aLoginsLife = 1800;

/** Each method, by what a test can do with it. One that is added to the contract does not compile until it is here. */
export const ways = {
  totp: typed("totp", aLoginsLife, ({ appKey }) => totpOf(appKey)),
  sms_code: typed("sms_code", aCodesLife, ({ service, phone }) => codeAt(service, phone, "sms")),
  sms_link: approved("sms_link", 600),
  voice: typed("voice", aCodesLife, ({ service, phone }) => codeAt(service, phone, "voice")),
  email_code: typed("email_code", aCodesLife, ({ service, email }) => codeAt(service, email, "email")),
  email_link: approved("email_link", aLoginsLife),
  app: decided("app"),
  qr: decided("qr"),
  backup_code: typed("backup_code", aLoginsLife, ({ backupCodes }) => backupCodes[0] ?? ""),
} as const satisfies { readonly [T in MethodType]: Way };
