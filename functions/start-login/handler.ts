import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { startLogin } from "./start-login.ts";

export const handler = serve("startLogin", startLogin, dependencies);
