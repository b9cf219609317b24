import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { updateSettings } from "./update-settings.ts";

export const handler = serve("updateSettings", updateSettings, dependencies);
