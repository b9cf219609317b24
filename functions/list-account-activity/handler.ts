import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { listAccountActivity } from "./list-account-activity.ts";

export const handler = serve("listAccountActivity", listAccountActivity, dependencies);
