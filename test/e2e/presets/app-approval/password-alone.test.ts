import { onPreset } from "../preset.ts";
import { advise, operator } from "./operator.ts";
import { passwordAloneLines } from "./password-alone.ts";

const systems = advise(0);

onPreset("appApproval", { operator, systems, turned: { login: { passwordAlone: true } } }, [passwordAloneLines]);
