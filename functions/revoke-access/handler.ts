import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { revokeAccess } from "./revoke-access.ts";

export const handler = serve("revokeAccess", revokeAccess, dependencies);
