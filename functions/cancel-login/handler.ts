import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { cancelLogin } from "./cancel-login.ts";

export const handler = serve("cancelLogin", cancelLogin, dependencies);
