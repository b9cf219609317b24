import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { listActivity } from "./list-activity.ts";

export const handler = serve("listActivity", listActivity, dependencies);
