/** Where a command's words go. */
export interface Terminal {
  /** What was asked for. */
  readonly out: (text: string) => void;
  /** Why it was not to be had. */
  readonly error: (text: string) => void;
  /** What is handed to it, line by line; nothing where nothing is. */
  readonly input?: () => AsyncIterable<string>;
  /** Size of all that is handed to it, in bytes, where that is known. */
  readonly inputBytes?: number | undefined;
  /** Whether somebody watches what goes to `error`: only then is a bar drawn. */
  readonly isWatched?: boolean;
}

export interface Command {
  /** Begins with the line that shows how it is called. */
  readonly usage: string;
  /**
   * @returns whether all is well.
   * @throws UsageError, CommandError, SettingsError
   */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<boolean>;
}

/** What was typed makes no sense, and nothing was done. */
export class UsageError extends Error {
  constructor(line: string) {
    super(line);
    this.name = "UsageError";
  }
}

/** What was asked for cannot be done: one line that says why and what to do. */
export class CommandError extends Error {
  constructor(line: string) {
    super(line);
    this.name = "CommandError";
  }
}
