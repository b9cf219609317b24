import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { listTrustedBrowsers } from "./list-trusted-browsers.ts";

export const handler = serve("listTrustedBrowsers", listTrustedBrowsers, dependencies);
