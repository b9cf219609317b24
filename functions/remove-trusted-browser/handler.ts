import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { removeTrustedBrowser } from "./remove-trusted-browser.ts";

export const handler = serve("removeTrustedBrowser", removeTrustedBrowser, dependencies);
