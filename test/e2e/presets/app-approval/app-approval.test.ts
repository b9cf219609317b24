import { onPreset } from "../preset.ts";
import { appLines } from "./app.ts";
import { bothLines } from "./both.ts";
import { exemptionLines } from "./exemptions.ts";
import { advise, operator } from "./operator.ts";
import { riskLines } from "./risk.ts";
import { trustLines } from "./trust.ts";

const systems = advise(0);

onPreset("appApproval", { operator, systems }, [bothLines, trustLines, appLines, riskLines, exemptionLines]);
