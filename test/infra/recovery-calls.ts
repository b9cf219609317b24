import { randomUUID } from "node:crypto";
import { expect } from "@jest/globals";
import type { Stack } from "../../infra/local/stack.ts";
import type { Client } from "../../shared/contract/client.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import { noticeLinkLife } from "../../shared/domain/account-token.ts";
import { accountLinkOf } from "../../shared/steps/account-link.ts";
import { recoveryCodeAt } from "../support/recovering.ts";
import { totpOf } from "../support/totp.ts";
import { refused } from "./account-calls.ts";

interface Recovering {
  readonly client: Client;
  readonly stack: Stack;
  readonly dependencies: Dependencies;
}

const reason = "tried as it is deployed";
const password = "correct-horse-battery";

/** A recovery that is begun, proved and stopped, and one that the operator grants and that sets up a new method. */
export async function useRecovery({ client, stack, dependencies }: Recovering): Promise<void> {
  const [identifier, email] = [`lost-${randomUUID()}@example.jp`, `lost-${randomUUID()}@example.jp`];
  const account = { identifier, password, phones: ["090-7654-3210"], emails: [email] };
  const { sub } = await (await stack.admin("/v1/admin/accounts", account)).json();
  const begin = async () => {
    const { loginId, loginToken = "" } = await client.startLogin({ body: { identifier, password } });
    return { params: { loginId }, loginToken };
  };

  const held = await begin();
  await client.getRecovery(held);
  const { loginId, loginToken = "", methods } = await client.startRecovery(held);
  const own = { params: { loginId }, loginToken };
  const methodId = methods.find(({ type }) => type === "email_code")?.methodId ?? "";
  await client.createChallenge({ ...own, body: { methodId } });
  await client.verifyLogin({ ...own, body: { code: recoveryCodeAt({ stack }, email) } });
  const subject = await dependencies.directory.findSubject(sub);
  const claim = { sub, epoch: subject?.epoch ?? 0, about: subject?.recovery?.recoveryId ?? "" };
  const until = dependencies.clock.now() + noticeLinkLife;
  const token = await accountLinkOf("recovery-cancel", claim, until, dependencies);
  await client.cancelRecovery({ body: { token } });

  const granted = await stack.admin(`/v1/admin/accounts/${sub}/resets`, { recovery: true, reason });
  expect(granted.status).toBe(200);
  const step = await begin();
  const { authenticatorId, totp } = await client.enrolAuthenticator({ ...step, body: { type: "totp" } });
  await client.enrolAuthenticator({ ...step, body: { type: "phone", destination: "090-7654-3299" } });
  const byCall = { type: "phone", destination: "090-7654-1298", via: "voice" } as const;
  await client.enrolAuthenticator({ ...step, body: byCall });
  stack.setFault({ service: "ses", fault: "optedOut", times: 1 });
  const byMail = { type: "email", destination: "found@example.jp" } as const;
  await refused(client.enrolAuthenticator({ ...step, body: byMail }));
  const proving = { ...step, params: { ...step.params, authenticatorId } };
  await refused(client.activateEnrolment({ ...proving, body: { code: "000000" } }));
  await client.activateEnrolment({ ...proving, body: { code: totpOf(totp?.key ?? "") } });
}
