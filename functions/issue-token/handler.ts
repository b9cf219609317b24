import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { issueToken } from "./issue-token.ts";

export const handler = serve("issueToken", issueToken, dependencies);
