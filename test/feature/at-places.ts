import { createClient } from "../../shared/contract/client.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { heldOf } from "../attack/visitor.ts";
import { password, roomy, type Service, type TestAccount } from "../support/service.ts";

export const mail = "hanako@example.jp";
const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

export interface Place {
  readonly address: string;
  readonly country: string;
  readonly browser: string;
}
export const home: Place = { address: "198.51.100.7", country: "JP", browser: chrome };
export const abroad: Place = { address: "203.0.113.9", country: "US", browser: safari };

const email = { from: "no-reply@example.jp" };
export const riskSettings: SettingsInput = { ...roomy, email };

/** A client in a browser somewhere, as the edge tells it. */
export function clientAt(service: Service, { address, country, browser }: Place) {
  return createClient(service.stack.origin, (url, init) => {
    const headers = new Headers(init?.headers);
    const edge = { ...service.edgeHeaders(address), "cloudfront-viewer-country": country, "user-agent": browser };
    for (const [name, value] of Object.entries(edge)) headers.set(name, value);
    return fetch(url, { ...init, headers });
  });
}

export const startAt = (
  service: Service,
  { identifier }: Pick<TestAccount, "identifier">,
  place: Place,
  typed = password,
) => clientAt(service, place).startLogin({ body: { identifier, password: typed } });

/** Signs in by the password alone, and forms the habit. */
async function signInAt(service: Service, account: TestAccount, place: Place): Promise<void> {
  const login = await startAt(service, account, place);
  await clientAt(service, place).issueToken(heldOf(login));
}

/** An account with an address and two-step verification switched off, that has signed in at home once. */
export async function atHome(service: Service, emails: readonly string[] = [mail]): Promise<TestAccount> {
  const account = await service.makeAccount([], emails);
  const { directory, authenticators } = service.dependencies;
  const found = await directory.findAccount(account.sub);
  if (found === undefined) throw new Error("there is no such account");
  if (found.subject.secondFactor) {
    const { sub, epoch, version } = found.subject;
    await authenticators.change(
      { sub, epoch, version },
      { subject: { secondFactor: false }, notices: [], activities: [switchedOff(sub)] },
    );
  }
  await signInAt(service, account, home);
  return account;
}

const switchedOff = (sub: string) => ({
  activityId: "1970#test.switched_off",
  sub,
  kind: "switched_off" as const,
  at: 0,
  by: "person" as const,
  from: {},
  expiresAt: 4_102_444_800_000,
});

export const judgements = (service: Service) =>
  service.stack
    .logs()
    .map((line) => JSON.parse(line))
    .filter(({ code }) => code === "sign_in_judged");
