import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { returnLogin } from "./return-login.ts";

export const handler = serve("returnLogin", returnLogin, dependencies);
