import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getRecovery } from "./get-recovery.ts";

export const handler = serve("getRecovery", getRecovery, dependencies);
