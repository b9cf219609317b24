import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { trustBrowser } from "./trust-browser.ts";

export const handler = serve("trustBrowser", trustBrowser, dependencies);
