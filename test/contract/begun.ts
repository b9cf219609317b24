import { randomBytes } from "node:crypto";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { dynamodbLogins } from "../../shared/adapters/dynamodb/logins.ts";
import type { Account, Authenticator } from "../../shared/domain/account.ts";
import type { Challenge, Holder, Login } from "../../shared/domain/login.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import type { Answered, Logins, PlannedChallenge } from "../../shared/ports/logins.ts";
import { accountOf, activityFor, challengeOf, loginOf, now, phoneOf, tracesFor } from "../support/samples.ts";
import type { Store } from "../support/store.ts";

export const id = (bytes = 16) => randomBytes(bytes).toString("base64url");

/** A login in the table, with what tests do to it. */
export interface Begun {
  readonly logins: Logins;
  readonly login: Login;
  readonly holder: Holder;
  /** As it stands in the table now. */
  stored(): Promise<Login | undefined>;
}

/** What proved the password, and waits for the answer to a challenge. */
export const waiting = { generation: 1, password: { at: now }, sends: 1, challenge: challengeOf() } as const;
export const complete = {
  ...waiting,
  state: "complete",
  generation: 2,
  secondFactor: { by: "sms_code", at: now },
} as const;

export async function begin({ table }: Store, changes: Partial<Login> = {}): Promise<Begun> {
  const logins = dynamodbLogins(table);
  const login = loginOf({ loginId: id(), sub: id(), ...changes });
  await logins.create(login);
  const { loginId, sub, generation } = login;
  return {
    logins,
    login,
    holder: { loginId, sub, identifierKey: id(32), generation },
    stored: () => logins.find(loginId),
  };
}

/** The same with the account behind it, whose authenticator the challenge asks. */
export interface Answerable extends Begun {
  readonly challenge: Challenge;
  answered(changes?: Partial<Answered>): Answered;
  authenticator(): Promise<Authenticator | undefined>;
}

export async function beginAnswerable(
  store: Store,
  changes: Partial<Login> = {},
  account: Partial<Authenticator> & { readonly epoch?: number } = {},
): Promise<Answerable> {
  const { epoch = 0, ...authenticator } = account;
  const directory = dynamodbDirectory(store.table);
  const challenge = changes.challenge ?? challengeOf({ challengeId: id() });
  const begun = await begin(store, { ...waiting, challenge, ...changes });
  const { sub } = begun.login;
  const behind: Account = accountOf([phoneOf({ missesInARow: 3, ...authenticator })]);
  await directory.create(
    { ...behind, subject: { ...behind.subject, sub, epoch } },
    { identifierKey: begun.holder.identifierKey, sub, passwordHash: "", epoch },
    activityFor(sub),
  );
  return {
    ...begun,
    challenge,
    answered: (other) => ({
      holder: begun.holder,
      challenge,
      epoch: 0,
      proof: { by: "sms_code", at: now },
      password: "proved",
      consumes: undefined,
      refunds: [],
      stepUp: undefined,
      ...tracesFor(sub),
      ...other,
    }),
    authenticator: async () => (await directory.findAccount(sub))?.authenticators[0],
  };
}

export const plan = (charges: readonly Throttle[] = [], changes: Partial<PlannedChallenge> = {}): PlannedChallenge => ({
  challenge: challengeOf({ challengeId: id() }),
  methods: [{ methodId: "sms_code.A", type: "sms_code", hint: "090-****-5678" }],
  request: undefined,
  sends: 1,
  charges,
  shares: [],
  receipt: undefined,
  activities: [],
  ...changes,
});
