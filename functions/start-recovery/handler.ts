import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { startRecovery } from "./start-recovery.ts";

export const handler = serve("startRecovery", startRecovery, dependencies);
