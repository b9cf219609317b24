import { onPreset } from "../preset.ts";
import { codeLines } from "./codes.ts";
import { helpLines } from "./help.ts";
import { qrLines } from "./qr.ts";
import { urlLines } from "./urls.ts";

/** The operator's own: who is sent a URL. */
const operator = { links: { smsPrefixes: ["+8180", "+8190"] } };

onPreset("linkApproval", { operator }, [urlLines, qrLines, codeLines, helpLines]);
