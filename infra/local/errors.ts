/** The stack cannot start or was asked for something it does not know: one line for the person, no stack trace. */
export class StartError extends Error {
  constructor(line: string) {
    super(line);
    this.name = "StartError";
  }
}
