import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { removeTrustedBrowsers } from "./remove-trusted-browsers.ts";

export const handler = serve("removeTrustedBrowsers", removeTrustedBrowsers, dependencies);
