import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getLogin } from "./get-login.ts";

export const handler = serve("getLogin", getLogin, dependencies);
