import { serve } from "../../shared/http/serve.ts";
import { basics } from "../basics.ts";
import { getJwks } from "./get-jwks.ts";

export const handler = serve("getJwks", getJwks, basics);
