import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { deleteAccount } from "./delete-account.ts";

export const handler = serve("deleteAccount", deleteAccount, dependencies);
