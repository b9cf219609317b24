import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { getJwks } from "./get-jwks.ts";

export const handler = serve("getJwks", getJwks, dependencies);
