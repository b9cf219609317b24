import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { renameTrustedBrowser } from "./rename-trusted-browser.ts";

export const handler = serve("renameTrustedBrowser", renameTrustedBrowser, dependencies);
