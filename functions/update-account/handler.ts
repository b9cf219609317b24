import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { updateAccount } from "./update-account.ts";

export const handler = serve("updateAccount", updateAccount, dependencies);
