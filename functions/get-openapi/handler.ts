import { serve } from "../../shared/http/serve.ts";
import { basics } from "../basics.ts";
import { getOpenapi } from "./get-openapi.ts";

export const handler = serve("getOpenapi", getOpenapi, basics);
