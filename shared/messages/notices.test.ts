import { describe, expect, test } from "@jest/globals";
import { locales } from "../contract/schemas.ts";
import { noticeKinds } from "../domain/notice.ts";
import { noticeText } from "./notices.ts";
import { countSegments } from "./segments.ts";

const all = noticeKinds.flatMap((kind) => locales.map((locale) => ({ kind, locale })));

describe("notices by SMS", () => {
  test.each(all)("given $kind in $locale, when the longest name signs it, then it is one segment", ({
    kind,
    locale,
  }) => {
    const names = ["n".repeat(10), "認".repeat(10)];
    expect(names.map((name) => countSegments(noticeText(kind, locale, name)).segments)).toEqual([1, 1]);
  });

  test.each(all)("given $kind in $locale, when it is read, then the service says its name and gives no link", (row) => {
    const text = noticeText(row.kind, row.locale, "nidan");
    expect(text).toContain("nidan");
    expect(text).not.toMatch(/https?:|www\.|@/);
  });
});
