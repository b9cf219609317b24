import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { renameAuthenticator } from "./rename-authenticator.ts";

export const handler = serve("renameAuthenticator", renameAuthenticator, dependencies);
