import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { askPasswordReset } from "./ask-password-reset.ts";

export const handler = serve("askPasswordReset", askPasswordReset, dependencies);
