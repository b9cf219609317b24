import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { listApprovals } from "./list-approvals.ts";

export const handler = serve("listApprovals", listApprovals, dependencies);
