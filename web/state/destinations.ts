import type { Challenge, HeldLogin, Login } from "./held-login.ts";

type Method = Login["methods"][number];

/** A number or address, masked, and the ways in which it can be reached. */
export interface Destination {
  readonly hint: string;
  readonly methods: readonly Method[];
}

/** The methods by destination. Two numbers that look alike when masked stay two: none has the same way twice. */
export function destinationsOf(methods: readonly Method[]): readonly Destination[] {
  const destinations: { hint: string; methods: Method[] }[] = [];
  for (const method of methods) {
    const known = destinations.find(
      (each) => each.hint === method.hint && each.methods.every(({ type }) => type !== method.type),
    );
    if (known === undefined) destinations.push({ hint: method.hint, methods: [method] });
    else known.methods.push(method);
  }
  return destinations;
}

/** What a person is asked to choose from: backup codes are for when all of these fail. */
export function mainMethods(methods: readonly Method[]): readonly Method[] {
  const main = methods.filter(({ type }) => type !== "backup_code");
  return main.length > 0 ? main : methods;
}

/** The backup codes, where there is another method beside them. */
export function backupOf(methods: readonly Method[]): Method | undefined {
  return mainMethods(methods).length < methods.length ? methods.find(({ type }) => type === "backup_code") : undefined;
}

/**
 * What is asked first where nobody has chosen: the account's own first; where the identifier comes first, an app that can
 * be asked, and where another device's yes comes before the password, whatever asks one.
 */
export function firstMethod(methods: readonly Method[], order: HeldLogin["order"]): Method | undefined {
  const main = mainMethods(methods);
  const app = main.find(({ type }) => type === "app");
  const elsewhere = app ?? main.find(({ type }) => type === "sms_link" || type === "email_link");
  return { together: app, approval_first: elsewhere, password_first: undefined }[order ?? "password_first"] ?? main[0];
}

/** Whether nothing will come of it. */
export const isUndelivered = ({ delivery }: Challenge): boolean => delivery === "bounced" || delivery === "failed";

/** `sms_link` goes the way that `sms_code` went. */
const channelOf = ({ type }: Method) => type.split("_")[0];

/**
 * What to try next: the same number by another channel, then the rest; where the number or address itself is dead,
 * the rest first. What goes the same way comes last.
 */
export function nextMethod(methods: readonly Method[], { methodId, delivery }: Challenge): Method | undefined {
  const tried = methods.find((method) => method.methodId === methodId);
  const others = mainMethods(methods).filter((method) => method.methodId !== methodId);
  const wantsSame = delivery !== "bounced";
  const isAnotherWay = (method: Method) =>
    tried === undefined || method.hint !== tried.hint || channelOf(method) !== channelOf(tried);
  const ways = others.filter(isAnotherWay);
  return ways.find((method) => (method.hint === tried?.hint) === wantsSame) ?? ways[0] ?? others[0];
}
