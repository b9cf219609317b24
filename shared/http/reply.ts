/** An answer that says more than its body. */
export class Reply<Body> {
  readonly body: Body;
  readonly cookies: readonly string[];
  readonly version: number | undefined;

  constructor(body: Body, { cookies = [], version }: { cookies?: readonly string[]; version?: number } = {}) {
    this.body = body;
    this.cookies = cookies;
    this.version = version;
  }
}
