import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getOpenapi } from "./get-openapi.ts";

export const handler = serve("getOpenapi", getOpenapi, dependencies);
