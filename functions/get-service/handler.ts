import { serve } from "../../shared/http/serve.ts";
import { basics } from "../basics.ts";
import { getService } from "./get-service.ts";

export const handler = serve("getService", getService, basics);
