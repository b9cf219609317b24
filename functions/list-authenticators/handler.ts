import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { listAuthenticators } from "./list-authenticators.ts";

export const handler = serve("listAuthenticators", listAuthenticators, dependencies);
