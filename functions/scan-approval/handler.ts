import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { scanApproval } from "./scan-approval.ts";

export const handler = serve("scanApproval", scanApproval, dependencies);
