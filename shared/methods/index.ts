import type { MethodType } from "../contract/schemas.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import type { Settings } from "../settings.ts";
import { emailCode } from "./email-code/email-code.ts";
import type { Method } from "./method.ts";
import { smsCode } from "./sms-code/sms-code.ts";

/** Every method there is. A type that the contract names and this table lacks does not compile. */
export const methods = {
  sms_code: smsCode,
  email_code: emailCode,
} as const satisfies { readonly [Type in MethodType]: Method<Type> };

export interface Offered {
  readonly method: Method;
  readonly authenticator: Authenticator;
  readonly offer: NonNullable<ReturnType<Method["offer"]>>;
}

/** What an account can use now, in the order in which it is shown. */
export function offersOf(account: Account, settings: Settings): Offered[] {
  return account.authenticators.flatMap((authenticator) =>
    Object.values(methods).flatMap((method) => {
      const offer = method.offer(authenticator, settings);
      return offer === undefined ? [] : [{ method, authenticator, offer }];
    }),
  );
}
