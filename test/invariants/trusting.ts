import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { useCases } from "../../functions/index.ts";
import { credentialKey, subjectKey } from "../../shared/adapters/dynamodb/keys.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { Reply } from "../../shared/http/reply.ts";
import { requestOf } from "../../shared/http/request.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { eventOf } from "../support/events.ts";
import { activityFor, loginOf } from "../support/samples.ts";
import { type Person, rightPassword, type World } from "./world.ts";

/** A browser as far as trust is concerned: its cookies. */
export type Jar = Map<string, string>;

/** What becomes of the answer of a use: it arrives and the login goes on; it arrives; or it is lost. */
export type Answer = "goes_on" | "arrives" | "lost";

let networks = 0;

/** Each call from a network of its own: right passwords at once count against one source, as wrong ones do. */
function fromElsewhere(event: APIGatewayProxyEventV2): APIGatewayProxyEventV2 {
  networks += 1;
  const { http, ...more } = event.requestContext;
  const sourceIp = `198.${18 + ((networks >> 8) % 2)}.${networks % 256}.7`;
  return { ...event, requestContext: { ...more, http: { ...http, sourceIp } } };
}

/** Trust through the use cases, as browsers see them, for a person whose password is always right. */
export function trustOf(world: World, person: Person) {
  const { dependencies } = world;
  const { config } = dependencies;
  const page = (jar: Jar, body: object, more: { readonly authorization?: string } = {}) => ({
    headers: { origin: config.origin, ...more },
    cookies: [...jar].map((cookie) => cookie.join("=")),
    ...JSON.parse(JSON.stringify({ body })),
  });
  const take = (jar: Jar, answer: unknown) => {
    if (!(answer instanceof Reply)) return;
    for (const cookie of answer.cookies.filter((one) => one.startsWith("__Host-nidan-trust-"))) {
      const [, name = "", value = "", age] = /^([^=]+)=([^;]*);.*Max-Age=(\d+)/.exec(cookie) ?? [];
      if (age === "0") jar.delete(name);
      else jar.set(name, value);
    }
  };

  /** A login that a second factor has just completed, and the token of its screen. */
  async function completed() {
    const now = dependencies.clock.now();
    const account = await dependencies.directory.findAccount(person.sub);
    const loginId = Buffer.from(dependencies.random.bytes(16)).toString("base64url");
    const login = loginOf({
      loginId,
      sub: person.sub,
      epoch: account?.subject.epoch ?? 0,
      state: "complete",
      generation: 2,
      password: { at: now },
      secondFactor: { by: "sms_code", at: now },
      createdAt: now,
      expiresAt: now + 60_000,
    });
    await dependencies.logins.create(login);
    const holder = { loginId, sub: person.sub, identifierKey: Buffer.alloc(32).toString("base64url"), generation: 2 };
    return { loginId, token: await loginTokenOf(holder, dependencies) };
  }

  return {
    /** The browser is trusted after a second factor. */
    async trust(jar: Jar): Promise<void> {
      const { loginId, token } = await completed();
      const event = { ...page(jar, {}, { authorization: `Bearer ${token}` }), pathParameters: { loginId } };
      const request = await requestOf("trustBrowser", eventOf("trustBrowser", event), dependencies);
      take(jar, await useCases.trustBrowser(request, dependencies));
    },

    /** The password, from a browser with these cookies. @returns whether the second step was skipped. */
    async use(jar: Jar, answer: Answer): Promise<boolean> {
      const body = { identifier: person.identifier, password: rightPassword };
      const request = await requestOf(
        "startLogin",
        fromElsewhere(eventOf("startLogin", page(jar, body))),
        dependencies,
      );
      const answered = await useCases.startLogin(request, dependencies);
      const login = answered instanceof Reply ? answered.body : answered;
      if (answer === "lost") return login.status === "complete";
      take(jar, answered);
      if (answer === "goes_on" && login.status === "complete") {
        const headers = { authorization: `Bearer ${login.loginToken}` };
        const parts = { headers, pathParameters: { loginId: login.loginId } };
        const issuing = await requestOf("issueToken", eventOf("issueToken", parts), dependencies);
        await useCases.issueToken(issuing, dependencies);
      }
      return login.status === "complete";
    },

    /** Every browser's item that is there. */
    browsers: async () => (await dependencies.directory.findAccount(person.sub))?.browsers ?? [],

    async removeEach(): Promise<void> {
      for (const { browserId } of await this.browsers()) {
        await dependencies.trustedBrowsers.remove(person.sub, browserId, activityFor(person.sub));
      }
    },
    removeAll: () => dependencies.trustedBrowsers.removeAll(person.sub, activityFor(person.sub)),

    /** A new password, a reset, "not me": all move the epoch, of the subject and its credential at once. */
    async moveEpoch(): Promise<void> {
      const keys = [subjectKey(person.sub), credentialKey(identifierKeyOf(person.identifier))];
      const moves = keys.map((key) => ({
        update: {
          key,
          update: "SET epoch = epoch + :one",
          condition: "attribute_exists(PK)",
          values: { ":one": 1 },
        },
      }));
      await world.table.transact(moves);
    },
  };
}
