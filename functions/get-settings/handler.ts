import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getSettings } from "./get-settings.ts";

export const handler = serve("getSettings", getSettings, dependencies);
