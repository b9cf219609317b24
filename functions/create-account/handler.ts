import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { createAccount } from "./create-account.ts";

export const handler = serve("createAccount", createAccount, dependencies);
