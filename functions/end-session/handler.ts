import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { endSession } from "./end-session.ts";

export const handler = serve("endSession", endSession, dependencies);
