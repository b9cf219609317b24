import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { exportAccount } from "./export-account.ts";

export const handler = serve("exportAccount", exportAccount, dependencies);
