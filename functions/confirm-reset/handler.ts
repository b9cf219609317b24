import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { confirmReset } from "./confirm-reset.ts";

export const handler = serve("confirmReset", confirmReset, dependencies);
