import { onPreset } from "../preset.ts";
import { backupLines } from "./backup-codes.ts";
import { codeSetLines } from "./code-sets.ts";
import { enrolLines } from "./enrolling.ts";

onPreset("authenticatorApp", {}, [enrolLines, backupLines, codeSetLines]);
