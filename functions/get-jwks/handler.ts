import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getJwks } from "./get-jwks.ts";

export const handler = serve("getJwks", getJwks, dependencies);
