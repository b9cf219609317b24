import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { getOpenidConfiguration } from "./get-openid-configuration.ts";

export const handler = serve("getOpenidConfiguration", getOpenidConfiguration, dependencies);
