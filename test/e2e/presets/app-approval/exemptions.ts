import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { expect } from "@jest/globals";
import { decodeJwt } from "jose";
import { readConfig } from "../../../../shared/config.ts";
import { createDependencies } from "../../../../shared/dependencies.ts";
import { delegatedPath, redeemAs } from "../../delegated.ts";
import { enterBoth, enterIdentifier, toBothAnyway } from "../../order-steps.ts";
import { heading, says } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { trustBox } from "../../trust-steps.ts";
import type { LinesOf } from "../preset.ts";
import { returnUrl } from "./operator.ts";

/** The browser that the service has sent here; the service's own page is made up. */
async function sent(suite: Suite, person: Person, more: object) {
  const page = await suite.open("/help");
  await page.route(`${returnUrl}**`, (route) => route.fulfill({ contentType: "text/html", body: "<h1>shop</h1>" }));
  await page.goto(suite.stack.origin + (await delegatedPath(suite, person, returnUrl, more)));
  return page;
}

/** Tells of a cancelled line, as the operator's systems do. @returns what came of it. */
async function cancelled({ stack }: Suite, eventId: string, { identifier, phones }: Person): Promise<string> {
  const event = { eventId, type: "line_cancelled", identifier, destination: phones[0] };
  const answer = await stack.admin("/v1/admin/lifecycle-events", event);
  return (await answer.json()).outcome;
}

export const exemptionLines: LinesOf<"appApproval"> = (line) => {
  line(
    11,
    "a strong first factor, an app's automatic login and a listed client skip the second step, each with its reason kept",
    async (suite) => {
      for (const [more, rule] of [
        ...["hwk", "fpt", "face", "pop"].map((amr) => [{ amr: [amr] }, "strong_first_factor: a passkey"] as const),
        [{ automatic: true }, "automatic_login: the app is bound"],
        [{ clientId: "kiosk" }, "client: stands in our own shops"],
      ] as const) {
        const person = await suite.person();
        const page = await sent(suite, person, more);
        await page.waitForURL(`${returnUrl}?*`);
        const code = new URL(page.url()).searchParams.get("code") ?? "";
        const answer = await redeemAs(suite, "clientId" in more ? more.clientId : "shop", code);
        expect(decodeJwt((await answer.json()).token).amr).not.toContain("mfa");
        const { sub } = await (
          await suite.stack.admin("/v1/admin/accounts/find", { identifier: person.identifier })
        ).json();
        const { activities } = await createDependencies(readConfig()).activities.list(sub, { since: 0, limit: 50 });
        const skips = activities.filter(({ kind }) => kind === "second_step_exempted");
        expect(skips).toMatchObject([{ reason: expect.stringContaining(rule) }]);
        await page.context().close();
      }
    },
  );

  line(11, "others have the second step", async (suite) => {
    const page = await sent(suite, await suite.person(), { clientId: "other", automatic: true });
    await heading(page, "ご本人確認").waitFor();
  });

  line(
    13,
    "`line_cancelled` switches to the next method and mails the contact address; a replay changes nothing",
    async (suite) => {
      const person = await suite.person(1, 1);
      const eventId = randomUUID();
      expect(await cancelled(suite, eventId, person)).toBe("done");
      const mails = () => suite.stack.messages({ to: person.emails[0], channel: "email" });
      for (let tries = 0; mails().length === 0 && tries < 200; tries += 1) await setTimeout(50);
      expect(mails()).toHaveLength(1);
      expect(await cancelled(suite, eventId, person)).toBe("repeated");
      const page = await suite.open("/login");
      await enterIdentifier(page, person.identifier);
      await says(page, "ご登録のメールアドレスにメールで届く認証コードを入力してください。");
      const code = /\b\d{6}\b/.exec(mails().at(-1)?.text ?? "")?.[0] ?? "";
      await trustBox(page).uncheck();
      await enterBoth(page, person.password, code);
      await heading(page, "ログインしました").waitFor();
    },
  );

  line(13, "where there is no other method it switches two-step verification off", async (suite) => {
    const person = await suite.person();
    expect(await cancelled(suite, randomUUID(), person)).toBe("done");
    const page = await toBothAnyway(suite, person);
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, "");
    await heading(page, "ログインしました").waitFor();
  });
};
