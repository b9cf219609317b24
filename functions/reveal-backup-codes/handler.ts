import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { revealBackupCodes } from "./reveal-backup-codes.ts";

export const handler = serve("revealBackupCodes", revealBackupCodes, dependencies);
