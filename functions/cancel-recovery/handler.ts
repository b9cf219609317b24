import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { cancelRecovery } from "./cancel-recovery.ts";

export const handler = serve("cancelRecovery", cancelRecovery, dependencies);
