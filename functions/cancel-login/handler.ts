import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { cancelLogin } from "./cancel-login.ts";

export const handler = serve("cancelLogin", cancelLogin, dependencies);
