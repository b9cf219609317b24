import { locales } from "../../../shared/contract/schemas.ts";
import { type Channel, channels } from "../../../shared/domain/channel.ts";
import type { Handed } from "../../../shared/ports/handed.ts";
import { askAws } from "../aws.ts";
import { type Command, CommandError, UsageError } from "../command.ts";
import { readContext } from "../context.ts";
import { checkCredentials } from "../doctor/credentials.ts";
import { commonOptions, commonUsage, oneOf, readOptions } from "../options.ts";
import { refusals } from "./refusals.ts";
import { type TestMessage, testMessages, testWords } from "./test-message.ts";

const usage = `nidan send-test --channel sms|voice|email --to NUMBER|ADDRESS [options]

  Sends one message, as people get it, but with the code ${testWords.code}, which works nowhere. It costs what a message costs.

  --channel NAME           sms, voice or email
  --to NUMBER|ADDRESS      where it goes: a number in national form or E.164, or a mail address
  --locale ja|en           its language (locale)
${commonUsage}`;

const text = { type: "string" } as const;

/** Sends one message through the service's own senders. */
export const sendTest: Command = {
  usage,
  run: async (args, { out }) => {
    const given = readOptions(args, { ...commonOptions, channel: text, to: text, locale: text });
    const channel = oneOf("channel", given.channel, channels);
    if (given.to === undefined) throw new UsageError("--to: must be a number or a mail address");
    const choices = readContext(given.context);
    const locale = given.locale === undefined ? choices.settings.locale : oneOf("locale", given.locale, locales);
    const region = given.region ?? choices.deployment.region;
    // The senders' clients find their region where a function's do.
    process.env.AWS_REGION = region;
    const asked = askAws(region, choices);
    const message = testMessages[channel](given.to, locale, asked);
    const credentials = await checkCredentials(asked);
    if (credentials.state === "bad") throw new CommandError(`Credentials: ${credentials.says}. ${credentials.fix}`);

    if (!given.json) out(introduction(channel, message, region));
    const handed = await message.hand();
    out(given.json ? jsonResult(channel, message, region, handed) : textResult(channel, handed));
    return handed.sent;
  },
};

const names = { sms: "SMS by SNS", voice: "call by Connect", email: "mail by SES" } as const satisfies {
  readonly [C in Channel]: string;
};

/** Said before it is sent: a call rings at once. */
function introduction(channel: Channel, { to, from, price, callKey, note }: TestMessage, region: string): string {
  const facts = [
    ["Channel", `${names[channel]} in ${region}`],
    ["From", from],
    ["To", to],
    ["Costs", price === 0 ? "next to nothing" : `some ${dollars(price)} USD`],
    ["Code", `${testWords.code}, reference ${testWords.reference}: they work nowhere`],
    ...(callKey === undefined ? [] : [["Key", `${callKey}, when the call asks for it`]]),
    ...(note === undefined ? [] : [["Note", note]]),
  ];
  return `${facts.map(([name = "", fact]) => `  ${name.padEnd(8)} ${fact}\n`).join("")}\n`;
}

const taken = {
  sms: "Sent: SNS took it. If none comes, run nidan doctor: SNS also takes what it then drops.",
  voice: "Sent: Connect took it, and the phone should ring now.",
  email: "Sent: SES took it. If none comes, look among the spam and run nidan doctor.",
} as const satisfies { readonly [C in Channel]: string };

function textResult(channel: Channel, handed: Handed): string {
  if (handed.sent) return `${taken[channel]}\n`;
  const { says, fix } = refusals[handed.why];
  return `Not sent: ${says} (${handed.why}).\n→ ${fix[channel]}\n`;
}

function jsonResult(channel: Channel, message: TestMessage, region: string, handed: Handed): string {
  const { to, from, price, callKey } = message;
  const refusal = handed.sent ? {} : { says: refusals[handed.why].says, fix: refusals[handed.why].fix[channel] };
  const result = {
    channel,
    region,
    from,
    to,
    priceUsd: Number(dollars(price)),
    code: testWords.code,
    reference: testWords.reference,
    callKey,
    ...handed,
    ...refusal,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Two decimals at least: 0.08, 0.07451. */
const dollars = (price: number): string => (price / 1_000_000).toFixed(5).replace(/0{1,3}$/, "");
