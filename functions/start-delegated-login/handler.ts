import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { startDelegatedLogin } from "./start-delegated-login.ts";

export const handler = serve("startDelegatedLogin", startDelegatedLogin, dependencies);
