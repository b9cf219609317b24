import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { startLogin } from "./start-login.ts";

export const handler = serve("startLogin", startLogin, dependencies);
