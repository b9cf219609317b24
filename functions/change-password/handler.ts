import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { changePassword } from "./change-password.ts";

export const handler = serve("changePassword", changePassword, dependencies);
