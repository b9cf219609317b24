import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { decideApproval } from "./decide-approval.ts";

export const handler = serve("decideApproval", decideApproval, dependencies);
