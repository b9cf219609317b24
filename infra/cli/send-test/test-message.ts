import { randomBytes, randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { connectVoiceCaller } from "../../../shared/adapters/connect/voice.ts";
import { sesEmailSender } from "../../../shared/adapters/ses/email.ts";
import { snsSmsSender } from "../../../shared/adapters/sns/sms.ts";
import type { Locale } from "../../../shared/contract/schemas.ts";
import type { Channel } from "../../../shared/domain/channel.ts";
import { maskEmail, maskPhone } from "../../../shared/domain/mask.ts";
import { parsePhone } from "../../../shared/domain/phone.ts";
import { type MicroUsd, priceOf } from "../../../shared/domain/prices.ts";
import { callKeyOf } from "../../../shared/domain/send-plan.ts";
import { codeEmail } from "../../../shared/messages/email.ts";
import { smsCodeText } from "../../../shared/messages/sms.ts";
import { codeCall } from "../../../shared/messages/voice.ts";
import type { Handed } from "../../../shared/ports/handed.ts";
import { type Asked, nameOf } from "../aws.ts";
import { CommandError, UsageError } from "../command.ts";
import { callerOf, findFlow, flowNameOf } from "../connect-flow.ts";

/** Shown in the place of a real code and reference. No login has this reference: it has a zero. */
export const testWords = { purpose: "sign_in", code: "000000", reference: "T0" } as const;

/** As long as the hosts that CloudFront gives, where the operator has no own. */
const anyHost = "d111111abcdef8.cloudfront.net";

/** A message, made but not yet sent. */
export interface TestMessage {
  /** Masked. */
  readonly to: string;
  /** As people see it. */
  readonly from: string;
  readonly price: MicroUsd;
  /** What the screen would show beside it: the key that a call asks for. */
  readonly callKey?: string;
  /** What is not as people will get it. */
  readonly note?: string;
  /** By the service's own sender. @throws CommandError */
  readonly hand: () => Promise<Handed>;
}

type Make = (to: string, locale: Locale, asked: Asked) => TestMessage;

/** The same message that a login on the channel sends. @throws UsageError, CommandError */
export const testMessages = { sms, voice, email } as const satisfies { readonly [C in Channel]: Make };

function sms(to: string, locale: Locale, { choices: { settings } }: Asked): TestMessage {
  const { e164, country, line } = phoneOf(to, settings.sends.countries);
  if (line === "fixed") throw new UsageError("--to: must be a mobile number: a fixed line takes calls alone");
  const { host = anyHost, service, sms: sender } = settings;
  const words = {
    ...testWords,
    shortName: service.shortName,
    codeWord: settings.texts.codeWord,
    host: new URL(`https://${host}`).hostname,
  };
  return {
    to: maskPhone(e164),
    from: sender.originationNumber ?? sender.senderId ?? "a number of the carrier's choice",
    price: priceOf("sms", country, settings),
    ...(settings.host === undefined && { note: `host is not set, so its last line names ${anyHost}` }),
    hand: () => snsSmsSender(sender).send(e164, smsCodeText(locale, words)),
  };
}

function voice(to: string, locale: Locale, asked: Asked): TestMessage {
  const { settings } = asked.choices;
  const caller = callerOf(asked.choices);
  if (caller === undefined) throw notSet("voice.number");
  const { instanceId, number } = caller;
  const { e164, country } = phoneOf(to, settings.sends.countries);
  const callKey = callKeyOf(randomBytes(1));
  const call = codeCall(locale, callKey, {
    ...testWords,
    shortName: settings.service.shortName,
    codeWord: settings.texts.codeWord,
  });
  return {
    to: maskPhone(e164),
    from: number,
    price: priceOf("voice", country, settings),
    callKey,
    hand: async () => {
      const flowId = await flowIdOf(asked, instanceId);
      return connectVoiceCaller({ instanceId, flowId, number }).call(e164, call, randomUUID());
    },
  };
}

function email(to: string, locale: Locale, { choices: { settings, deployment } }: Asked): TestMessage {
  const { from } = settings.email;
  if (from === undefined) throw notSet("email.from");
  if (!z.safeParse(z.email(), to).success) throw new UsageError("--to: must be a mail address");
  const { shortName } = settings.service;
  const mail = codeEmail(locale, {
    ...testWords,
    shortName,
    codeWord: settings.texts.codeWord,
    lifetimeMinutes: Math.floor(settings.codes.lifetimeSeconds / 60),
  });
  const sender = { from, senderName: shortName, configurationSet: `${deployment.name}-mail` };
  return {
    to: maskEmail(to),
    from: `${shortName} <${from}>`,
    price: priceOf("email", undefined, settings),
    hand: () => sesEmailSender(sender).send(to, mail),
  };
}

const notSet = (setting: string) =>
  new CommandError(`${setting}: is not set, so there is nothing to send from (cdk.json, context.nidan)`);

function phoneOf(to: string, countries: readonly string[]) {
  const phone = parsePhone(to, countries);
  if (typeof phone === "string") throw new UsageError(`--to: ${phone}`);
  return phone;
}

async function flowIdOf({ connect, choices: { deployment } }: Asked, instanceId: string): Promise<string> {
  const name = flowNameOf(deployment);
  const found = await findFlow(connect, instanceId, name).catch((error: unknown) => {
    throw new CommandError(
      `The flow ${name} cannot be looked for (${nameOf(error)}); run nidan doctor; it needs connect:ListContactFlows`,
    );
  });
  if (found?.Id === undefined) throw new CommandError(`There is no flow ${name}: deploy with npx cdk deploy --all`);
  return found.Id;
}
