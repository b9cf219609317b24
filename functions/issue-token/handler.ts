import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { issueToken } from "./issue-token.ts";

export const handler = serve("issueToken", issueToken, dependencies);
