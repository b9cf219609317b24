import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { activateAuthenticator } from "./activate-authenticator.ts";

export const handler = serve("activateAuthenticator", activateAuthenticator, dependencies);
