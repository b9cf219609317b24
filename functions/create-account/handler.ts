import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { createAccount } from "./create-account.ts";

export const handler = serve("createAccount", createAccount, dependencies);
