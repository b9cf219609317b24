import { type Asked, isDenied, reasonOf } from "../aws.ts";

/** What a check found. What is not in order comes with what to do about it. */
export type Finding =
  | { readonly state: "ok" | "skipped"; readonly says: string }
  | { readonly state: "warn" | "bad"; readonly says: string; readonly fix: string };

export const ok = (says: string): Finding => ({ state: "ok", says });
/** Not configured, so there is nothing to check. */
export const skipped = (says: string): Finding => ({ state: "skipped", says });
/** Messages go out, but less well, or not for long. */
export const warn = (says: string, fix: string): Finding => ({ state: "warn", says, fix });
/** Messages do not reach people. */
export const bad = (says: string, fix: string): Finding => ({ state: "bad", says, fix });

/** For what the stack makes. A deployment by itself does not see what was changed by hand. */
export const deployAgain = "Deploy: npx cdk deploy --all; add --revert-drift if it was changed by hand";

export interface Check {
  readonly title: string;
  /** IAM actions that it needs. */
  readonly actions: readonly string[];
  readonly run: (asked: Asked) => Promise<Finding>;
}

/** By their ids, in the order in which they are told. */
export type Checks = Readonly<Record<string, Check>>;

export type Result = Finding & { readonly id: string; readonly title: string };

/** Runs all at once. A check that fails is a finding too. */
export const runChecks = (checks: Checks, asked: Asked): Promise<readonly Result[]> =>
  Promise.all(
    Object.entries(checks).map(async ([id, { title, actions, run }]) => {
      const finding = await run(asked).catch((error: unknown) => unanswered(error, actions, asked.region));
      return { id, title, ...finding };
    }),
  );

/** What it means that AWS did not tell. */
function unanswered(error: unknown, actions: readonly string[], region: string): Finding {
  const needed = actions.join(" and ");
  const fix = isDenied(error) ? `Allow ${needed} to the one who asks` : `Ask again; it needs ${needed}, in ${region}`;
  return bad(`not known (${reasonOf(error)})`, fix);
}
