import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { resetAccount } from "./reset-account.ts";

export const handler = serve("resetAccount", resetAccount, dependencies);
