import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { importAccounts } from "./import-accounts.ts";

export const handler = serve("importAccounts", importAccounts, dependencies);
