import { AsyncLocalStorage } from "node:async_hooks";

/** The newest lines are kept, these many. */
const most = 10_000;

/** What the functions wrote, as CloudWatch Logs would have it. */
export interface Logs {
  readonly lines: readonly string[];
  /** Runs a function; what it writes to the standard output goes to the log. */
  readonly collect: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Gives the process its standard output back. */
  readonly close: () => void;
}

/** @param onLine is told of each line as it is written. */
export function collectLogs(onLine: (line: string) => void = () => {}): Logs {
  const inFunction = new AsyncLocalStorage<boolean>();
  const lines: string[] = [];
  const { stdout } = process;
  const write = stdout.write;
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > most) lines.shift();
    // What the listener writes itself is no function's.
    inFunction.run(false, () => onLine(line));
  };
  stdout.write = new Proxy(write, {
    apply: (target, self, given) => {
      if (inFunction.getStore() !== true) return Reflect.apply(target, self, given);
      for (const line of String(given[0]).split("\n")) if (line !== "") keep(line);
      return true;
    },
  });
  return {
    lines,
    collect: (work) => inFunction.run(true, work),
    close: () => {
      stdout.write = write;
    },
  };
}
