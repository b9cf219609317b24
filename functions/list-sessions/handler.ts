import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { listSessions } from "./list-sessions.ts";

export const handler = serve("listSessions", listSessions, dependencies);
