import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { getLogin } from "./get-login.ts";

export const handler = serve("getLogin", getLogin, dependencies);
