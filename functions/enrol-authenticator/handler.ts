import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { enrolAuthenticator } from "./enrol-authenticator.ts";

export const handler = serve("enrolAuthenticator", enrolAuthenticator, dependencies);
