import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { unlockAccount } from "./unlock-account.ts";

export const handler = serve("unlockAccount", unlockAccount, dependencies);
