import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { endOtherSession } from "./end-other-session.ts";

export const handler = serve("endOtherSession", endOtherSession, dependencies);
