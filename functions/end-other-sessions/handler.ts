import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { endOtherSessions } from "./end-other-sessions.ts";

export const handler = serve("endOtherSessions", endOtherSessions, dependencies);
