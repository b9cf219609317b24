import { serve } from "../../shared/http/serve.ts";
import { basics } from "../basics.ts";
import { getOpenidConfiguration } from "./get-openid-configuration.ts";

export const handler = serve("getOpenidConfiguration", getOpenidConfiguration, basics);
