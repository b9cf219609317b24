import { runScheduled } from "../../shared/schedule/run-scheduled.ts";
import { dependencies } from "../dependencies.ts";
import { sweepNotices } from "./sweep-notices.ts";

export const handler = runScheduled("sweepNotices", sweepNotices, dependencies);
