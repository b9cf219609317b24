import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getOpenidConfiguration } from "./get-openid-configuration.ts";

export const handler = serve("getOpenidConfiguration", getOpenidConfiguration, dependencies);
