import { LifecycleOutcome, lifecycleTypes } from "../../../shared/contract/schemas.ts";
import { adminApi, adminOptions, adminUsage } from "../admin-api.ts";
import { type Command, UsageError } from "../command.ts";
import { oneOf, readWords } from "../options.ts";

const usage = `nidan event <type> --id ID (--sub SUB or --identifier NAME) [options]: tells what ended outside of the service

  line_cancelled, number_changed   --destination NUMBER
  address_bounced                  --destination ADDRESS
  account_closed                   needs --yes

  --id ID                  the same for the same event: told again, it changes nothing
${adminUsage}`;

const text = { type: "string" } as const;
const options = {
  ...adminOptions,
  id: text,
  sub: text,
  identifier: text,
  destination: text,
  yes: { type: "boolean", default: false },
} as const;

const words = { done: "Done.", repeated: "It was known before.", nothing_to_do: "There was nothing to do." } as const;

export const event: Command = {
  usage,
  async run(args, { out }) {
    const { values, words: given } = readWords(args, options, 1);
    const type = oneOf("event", given[0], lifecycleTypes);
    const { id: eventId, sub, identifier, destination, yes, json } = values;
    if (eventId === undefined) throw new UsageError("--id: must name the event");
    if (type === "account_closed" && !yes) throw new UsageError("account_closed locks its owner out: say --yes");
    const told = await adminApi(values)("recordLifecycleEvent", {
      body: { eventId, type, sub, identifier, destination },
    });
    const { outcome } = LifecycleOutcome.parse(told);
    out(json ? `${JSON.stringify({ outcome })}\n` : `${words[outcome]}\n`);
    return true;
  },
};
