import { expect } from "@jest/globals";
import fc from "fast-check";
import * as the from "./model.ts";
import { codeOf, command, hold, most, sent } from "./walk.ts";

/** Everything at once on one login: answers, a cancellation, a resend and a fetch of the result. */
export const rush = fc
  .record({
    login: fc.nat(most - 1),
    answers: fc.array(fc.constantFrom("right", "wrong", "wrong"), { minLength: 2, maxLength: 4 }),
    cancels: fc.boolean(),
    asks: fc.boolean(),
  })
  .map((chosen) =>
    command(`rush(${JSON.stringify(chosen)})`, async (model, walk) => {
      const { calls, world, person } = walk;
      const screen = hold(model, { login: chosen.login, token: 0 });
      const { login, generation } = screen;
      const now = world.dependencies.clock.now();
      const before = { ...login };
      const canAnswer = the.isAnswerable(login, generation, now);
      const phone = login.challenge?.phone ?? 0;
      const canMiss = canAnswer || (chosen.asks && the.mayAsk(model, login, generation, phone, now));
      const chargedBefore = model.budget !== undefined && model.budget.closesAt > now ? model.budget.charges : 0;

      const [answers, cancelled, asked, issued] = await Promise.all([
        Promise.all(chosen.answers.map((kind) => calls.verify(screen, { code: codeOf(model, before, kind) }))),
        chosen.cancels ? calls.cancel(screen) : undefined,
        chosen.asks ? calls.ask(screen, person.phones[phone]?.methodId ?? "") : undefined,
        calls.issue(screen),
      ]);
      const accepted = answers.flatMap((outcome) => (outcome.accepted ? [outcome.answer] : []));
      const missed = answers.filter((outcome) => !outcome.accepted && outcome.code === "challenge_failed").length;
      const stored = await world.dependencies.logins.find(login.loginId);
      const budget = await world.budget(person.sub);

      // Spent stays spent: one right answer, or the cancellation, never two of them.
      const isCancelled = cancelled?.accepted === true && before.state === "pending";
      expect(accepted.length + (isCancelled ? 1 : 0)).toBeLessThanOrEqual(1);
      // Nothing is accepted that was not asked, was not right, or came too late.
      expect(accepted.length === 0 || (canAnswer && chosen.answers.includes("right"))).toBe(true);
      // Attempts never refill, and no more are compared than were left.
      expect(accepted.length + missed).toBeLessThanOrEqual(canMiss ? before.attemptsLeft : 0);
      expect(stored?.attemptsLeft).toBeLessThanOrEqual(before.attemptsLeft - accepted.length - missed);
      // The budget never refills but by time or success.
      expect(budget?.charges ?? 0).toBeGreaterThanOrEqual(chargedBefore + missed);
      expect(issued.accepted).toBe(the.mayIssue(before, generation, now));

      // How the race went is the service's to choose; the model goes on from there.
      if (asked?.accepted === true) sent(login, phone, walk);
      for (const { loginToken = "" } of accepted) login.tokens.push({ token: loginToken, generation: generation + 1 });
      login.secondProved ||= accepted.length === 1;
      login.state = accepted.length === 1 ? "complete" : isCancelled ? "cancelled" : login.state;
      login.attemptsLeft = stored?.attemptsLeft ?? 0;
      if (issued.accepted) login.issuedAt ??= now;
      model.budget = budget;
      const account = await world.dependencies.directory.findAccount(person.sub);
      for (const [place, { missesInARow }] of (account?.authenticators ?? []).entries())
        model.misses[place] = missesInARow;
      return login;
    }),
  );
