import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { inspectLink } from "./inspect-link.ts";

export const handler = serve("inspectLink", inspectLink, dependencies);
