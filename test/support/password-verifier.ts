import type { SettingsInput } from "../../shared/settings.ts";
import { ask } from "./operator.ts";
import { freshPhone, roomy, type Service } from "./service.ts";

const verifierName = "passwords";
export const changePage = "https://www.example.jp/password/change";

/** Passwords are the operator's own directory's. */
export const elsewhere = {
  ...roomy,
  password: {
    verifier: { functionArn: `arn:aws:lambda:ap-northeast-1:000000000000:function:${verifierName}`, changePage },
  },
} as const satisfies SettingsInput;

type Answer = Readonly<Record<string, unknown>>;

/** A directory of the operator's: it compares, and says nothing of anybody it does not know. */
export class OperatorDirectory {
  readonly #service: Pick<Service, "stack">;
  readonly #passwords = new Map<string, string>();
  /** In the place of `right`, for some. */
  readonly #others = new Map<string, Answer>();

  constructor(service: Pick<Service, "stack">) {
    this.#service = service;
    this.answerAfter(0);
  }

  answerAfter(delayMs: number): void {
    const answerTo = ({ identifier, password }: Answer) => this.#answer(String(identifier), String(password));
    this.#service.stack.functions.set(verifierName, { answer: {}, delayMs, answerTo });
  }

  #answer(identifier: string, password: string): Answer {
    if (this.#passwords.get(identifier) !== password) return { result: "wrong" };
    return this.#others.get(identifier) ?? { result: "right" };
  }

  add(identifier: string, password: string): void {
    this.#passwords.set(identifier, password);
  }

  /** What a right password of this one is answered with from now on. */
  answer(identifier: string, answer: Answer): void {
    this.#others.set(identifier, answer);
  }

  asked(): readonly unknown[] {
    return this.#service.stack.functions.asked(verifierName);
  }
}

/** An account here, whose password stands over there. */
export async function makeHere(service: Service, directory: OperatorDirectory, identifier: string, password: string) {
  const phone = freshPhone();
  const made = await ask(service, "/accounts", { identifier, phones: [phone] });
  directory.add(identifier, password);
  return { identifier, password, sub: String(made.body.sub), phones: [phone] };
}
