import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { verifyLogin } from "./verify-login.ts";

export const handler = serve("verifyLogin", verifyLogin, dependencies);
