import type { ProblemCode } from "../../shared/contract/problems.ts";
import type { OperationName } from "../../shared/contract/routes.ts";
import { askLink } from "../attack/links.ts";
import { askLogin, completeLogin, freshAddress, heldOf } from "../attack/visitor.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { passwordLinkFor } from "../support/password-link.ts";
import { password, type Service } from "../support/service.ts";
import { call } from "./raw-call.ts";

/** A call, and the operation that it is of. */
export interface Refused {
  readonly operation: OperationName;
  readonly refused: () => Promise<Response>;
}

/** One request for each problem of requests, links and accounts that one machine can bring about. */
export function refusedRequests(use: () => Service) {
  const asked = async () => askLogin(use(), await use().makeAccount());
  /** Somebody signed in, as raw calls of `/v1/me` hold a session. */
  async function signedIn() {
    const { client, held } = await completeLogin(use(), await use().makeAccount());
    const { sessionToken = "" } = await client.issueToken({ ...held, body: { session: "bearer" } });
    return { held: { params: { loginId: "" }, loginToken: sessionToken } };
  }
  return {
    invalid_request: {
      operation: "startLogin",
      refused: () => call(use(), "startLogin", { body: { identifier: 1 } }),
    },
    unauthenticated: {
      operation: "getLogin",
      refused: async () => call(use(), "getLogin", { held: { ...(await asked()).held, loginToken: "x" } }),
    },
    forbidden: {
      operation: "createAccount",
      refused: () => call(use(), "createAccount", { body: { identifier: "x", password } }),
    },
    acknowledgement_required: {
      operation: "redeemLink",
      refused: async () => {
        const { token } = await askLink(use(), await use().makeAccount());
        return call(use(), "redeemLink", { body: { token, decision: "approve" } });
      },
    },
    link_used: {
      operation: "inspectLink",
      refused: async () => {
        const { client, token } = await askLink(use(), await use().makeAccount());
        await client.redeemLink({ body: { token, decision: "deny" } });
        return call(use(), "inspectLink", { body: { token } });
      },
    },
    link_expired: {
      operation: "inspectLink",
      refused: async () => {
        const { token } = await askLink(use(), await use().makeAccount());
        use().stack.advanceClock(600);
        return call(use(), "inspectLink", { body: { token } });
      },
    },
    link_superseded: {
      operation: "inspectLink",
      refused: async () => {
        const { token, ask } = await askLink(use(), await use().makeAccount());
        use().stack.advanceClock(30);
        await ask();
        return call(use(), "inspectLink", { body: { token } });
      },
    },
    insufficient_user_authentication: {
      operation: "makeBackupCodes",
      refused: async () => call(use(), "makeBackupCodes", { held: (await signedIn()).held, body: {} }),
    },
    self_disable_off: {
      operation: "updateSettings",
      refused: async () =>
        call(use(), "updateSettings", { held: (await signedIn()).held, body: { enabled: false }, ifMatch: 0 }),
    },
    changed_meanwhile: {
      operation: "updateSettings",
      refused: async () =>
        call(use(), "updateSettings", { held: (await signedIn()).held, body: { signInNotices: true }, ifMatch: 7 }),
    },
    last_method: {
      operation: "updateSettings",
      refused: async () => {
        const person = await use().makeAccount([]);
        const client = use().from(freshAddress());
        const login = await client.startLogin({ body: { identifier: person.identifier, password } });
        const { sessionToken = "" } = await client.issueToken({ ...heldOf(login), body: { session: "bearer" } });
        const held = { params: { loginId: "" }, loginToken: sessionToken };
        return call(use(), "updateSettings", { held, body: { enabled: true }, ifMatch: 0 });
      },
    },
    not_found: {
      operation: "createChallenge",
      refused: async () => call(use(), "createChallenge", { held: (await asked()).held, body: { methodId: "none" } }),
    },
    login_closed: {
      operation: "issueToken",
      refused: async () => call(use(), "issueToken", { held: (await asked()).held }),
    },
    identifier_taken: {
      operation: "createAccount",
      refused: async () => use().stack.admin("/v1/admin/accounts", { ...(await use().makeAccount()), sub: undefined }),
    },
    password_change_required: {
      operation: "startLogin",
      refused: async () => {
        const { identifier, sub } = await use().makeAccount();
        await call(use(), "disavow", { body: { token: await disavowalFor(use(), sub) } });
        return call(use(), "startLogin", { body: { identifier, password } });
      },
    },
    password_unfit: {
      operation: "resetPassword",
      refused: async () => {
        const { sub } = await use().makeAccount(undefined, ["hanako@example.jp"]);
        const token = await passwordLinkFor(use(), sub);
        return call(use(), "resetPassword", { body: { token, password: "password123" } });
      },
    },
  } as const satisfies { readonly [Code in ProblemCode]?: Refused };
}
