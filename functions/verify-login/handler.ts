import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { verifyLogin } from "./verify-login.ts";

export const handler = serve("verifyLogin", verifyLogin, dependencies);
