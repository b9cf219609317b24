import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getBackupCodes } from "./get-backup-codes.ts";

export const handler = serve("getBackupCodes", getBackupCodes, dependencies);
