import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { resetPassword } from "./reset-password.ts";

export const handler = serve("resetPassword", resetPassword, dependencies);
