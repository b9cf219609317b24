import type { OperationName } from "../shared/contract/routes.ts";
import type { Dependencies } from "../shared/dependencies.ts";
import type { UseCase } from "../shared/http/serve.ts";
import { cancelLogin } from "./cancel-login/cancel-login.ts";
import { createAccount } from "./create-account/create-account.ts";
import { createChallenge } from "./create-challenge/create-challenge.ts";
import { getJwks } from "./get-jwks/get-jwks.ts";
import { getLogin } from "./get-login/get-login.ts";
import { getOpenapi } from "./get-openapi/get-openapi.ts";
import { getOpenidConfiguration } from "./get-openid-configuration/get-openid-configuration.ts";
import { getService } from "./get-service/get-service.ts";
import { issueToken } from "./issue-token/issue-token.ts";
import { startLogin } from "./start-login/start-login.ts";
import { verifyLogin } from "./verify-login/verify-login.ts";

/** Every operation of the contract and its use case: one that is missing, or answers something else, does not compile. */
export const useCases = {
  startLogin,
  getLogin,
  cancelLogin,
  createChallenge,
  verifyLogin,
  issueToken,
  getService,
  getOpenidConfiguration,
  getJwks,
  getOpenapi,
  createAccount,
} as const satisfies { readonly [K in OperationName]: UseCase<K, Dependencies> };
