import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { getOpenapi } from "./get-openapi.ts";

export const handler = serve("getOpenapi", getOpenapi, dependencies);
