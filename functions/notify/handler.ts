import { consumeOutbox } from "../../shared/stream/consume-outbox.ts";
import { dependencies } from "../dependencies.ts";
import { notify } from "./notify.ts";

export const handler = consumeOutbox(notify, dependencies);
