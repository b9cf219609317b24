import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { claimLogin } from "./claim-login.ts";

export const handler = serve("claimLogin", claimLogin, dependencies);
