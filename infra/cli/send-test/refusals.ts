import type { Channel } from "../../../shared/domain/channel.ts";
import type { Refusal } from "../../../shared/ports/handed.ts";

interface Explained {
  readonly says: string;
  /** What to do about it. */
  readonly fix: { readonly [C in Channel]: string };
}

const quota = (what: string) => `have ${what} raised (Service Quotas)`;
const lookFirst = "Wait a minute and see whether it comes, before you send another";

/** Why a provider did not take a message, in our words. */
export const refusals = {
  throttled: {
    says: "the provider has too much to do for this account right now",
    fix: {
      sms: `Send again in a minute; if it stays so, ${quota("SNS's SMS a second")}`,
      voice: `Call again in a minute; if it stays so, ${quota("Connect's calls a second")}`,
      email: "Send again in a minute; if it stays so, the day's quota is used up: nidan doctor shows it",
    },
  },
  unavailable: {
    says: "the provider failed, or does not let these credentials send",
    fix: {
      sms: "Run nidan doctor; allow sns:Publish to the one who asks; else see the AWS Health Dashboard",
      voice:
        "Run nidan doctor; allow connect:StartOutboundVoiceContact to the one who asks; else see the AWS Health Dashboard",
      email: "Run nidan doctor; allow ses:SendEmail to the one who asks; else see the AWS Health Dashboard",
    },
  },
  no_answer: {
    says: "the provider did not answer in time, so the message may still come",
    fix: { sms: lookFirst, voice: "Wait a minute and see whether it rings, before you call again", email: lookFirst },
  },
  opted_out: {
    says: "the provider may not send there",
    fix: {
      sms: "The number asked for no more SMS. Once in 30 days it can be let in again: aws sns opt-in-phone-number",
      voice: "Calls out are not permitted: nidan doctor looks at the instance; AWS Support permits countries",
      email:
        "In the sandbox of SES only verified addresses get mail: nidan doctor tells. Else it bounced or complained before: aws sesv2 delete-suppressed-destination",
    },
  },
  invalid_destination: {
    says: "the provider takes neither the destination nor, perhaps, the sender",
    fix: {
      sms: "See that the number exists, and that sms.senderId and sms.originationNumber are registered",
      voice: "See that the number exists and voice.number belongs to the instance; AWS Support permits countries",
      email: "See that the address exists, and that email.from is right",
    },
  },
  spend_limit: {
    says: "the account may send no more for now",
    fix: {
      sms: "SNS has spent what it may this month: nidan doctor shows the limit and how to raise it",
      voice: `Too many calls go on at once: ${quota("Connect's concurrent calls")}`,
      email: "The day's quota of SES is used up: nidan doctor shows it",
    },
  },
} as const satisfies { readonly [R in Refusal]: Explained };
