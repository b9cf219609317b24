import * as z from "zod/mini";
import { parseInput, Refusal, restJson, type Service } from "./wire.ts";

const Invocation = z.looseObject({ FunctionName: z.string() });

/** A Lambda of the operator's, as far as it answers. */
interface OperatorFunction {
  readonly answer: unknown;
  /** What it answers to what it is asked, where it is not always the same. */
  readonly answerTo?: (event: Readonly<Record<string, unknown>>) => unknown;
  /** How long it takes. */
  readonly delayMs: number;
}

/** The operator's functions, by name, and what each was asked, oldest first. */
export interface OperatorFunctions {
  readonly set: (name: string, given: OperatorFunction) => void;
  readonly clear: () => void;
  readonly asked: (name: string) => readonly unknown[];
  readonly find: (name: string) => OperatorFunction | undefined;
  readonly note: (name: string, event: unknown) => void;
}

export function createOperatorFunctions(): OperatorFunctions {
  const functions = new Map<string, OperatorFunction>();
  const calls = new Map<string, unknown[]>();
  return {
    set: (name, given) => void functions.set(name, given),
    clear: () => {
      functions.clear();
      calls.clear();
    },
    asked: (name) => calls.get(name) ?? [],
    find: (name) => functions.get(name),
    note: (name, event) => void calls.set(name, [...(calls.get(name) ?? []), event]),
  };
}

/** Lambda, as far as functions of the operator's go that the service itself asks. */
export const createLambda = (functions: OperatorFunctions): Service =>
  restJson({
    "POST /2015-03-31/functions/{FunctionName}/invocations": async (input) => {
      const { FunctionName, ...event } = parseInput(Invocation, input, "InvalidParameterValueException");
      const name = FunctionName.split(":function:").at(-1) ?? FunctionName;
      const found = functions.find(name);
      if (found === undefined) throw new Refusal("ResourceNotFoundException", `Function not found: ${name}`, 404);
      functions.note(name, event);
      if (found.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, found.delayMs));
      return found.answerTo === undefined ? found.answer : found.answerTo(event);
    },
  });
