import type { SettingsInput } from "../../shared/settings.ts";
import { startService } from "../support/service.ts";

/** The service in a process of its own, for `spawned-stack.ts`: answers questions over the channel to its parent. */
const settings: SettingsInput = JSON.parse(process.argv[2] ?? "{}");
const { stack, edgeHeaders } = await startService(settings);

async function stop(): Promise<void> {
  await stack.close();
  process.exit(0);
}

const answers = {
  logs: () => process.send?.({ logs: stack.logs() }),
  cpu: () => process.send?.({ cpu: process.cpuUsage() }),
  stop,
};
const isQuestion = (text: unknown): text is keyof typeof answers => typeof text === "string" && text in answers;

process.on("message", (question) => void (isQuestion(question) && answers[question]()));
// A parent that died takes this process with it.
process.on("disconnect", () => void stop());

process.send?.({
  origin: stack.origin,
  adminOrigin: stack.adminOrigin,
  dynamodbEndpoint: stack.dynamodbEndpoint,
  receiverEndpoint: stack.receiverEndpoint,
  edge: edgeHeaders("198.51.100.1"),
});
