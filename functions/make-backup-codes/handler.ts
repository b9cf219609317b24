import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { makeBackupCodes } from "./make-backup-codes.ts";

export const handler = serve("makeBackupCodes", makeBackupCodes, dependencies);
