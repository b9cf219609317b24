import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { addAuthenticator } from "./add-authenticator.ts";

export const handler = serve("addAuthenticator", addAuthenticator, dependencies);
