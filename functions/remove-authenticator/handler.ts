import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { removeAuthenticator } from "./remove-authenticator.ts";

export const handler = serve("removeAuthenticator", removeAuthenticator, dependencies);
