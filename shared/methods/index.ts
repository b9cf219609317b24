import type { MethodType } from "../contract/schemas.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import { canReach, type SendingState } from "../domain/sending-state.ts";
import type { Settings } from "../settings.ts";
import { emailCode } from "./email-code/email-code.ts";
import type { Method } from "./method.ts";
import { smsCode } from "./sms-code/sms-code.ts";
import { voice } from "./voice/voice.ts";

/** Every method there is. A type that the contract names and this table lacks does not compile. */
export const methods = {
  sms_code: smsCode,
  voice,
  email_code: emailCode,
} as const satisfies { readonly [Type in MethodType]: Method<Type> };

export interface Offered {
  readonly method: Method;
  readonly authenticator: Authenticator;
  readonly offer: NonNullable<ReturnType<Method["offer"]>>;
}

/** What an account can use now, in the order in which it is shown. */
export function offersOf(account: Account, settings: Settings, state: SendingState): Offered[] {
  return account.authenticators.flatMap((authenticator) =>
    Object.values(methods).flatMap((method) => {
      if (!canReach(method.channel, authenticator, settings, state)) return [];
      const offer = method.offer(authenticator, settings);
      return offer === undefined ? [] : [{ method, authenticator, offer }];
    }),
  );
}
