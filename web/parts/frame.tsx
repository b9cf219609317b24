import type { ComponentChildren } from "preact";
import { languageNames } from "../messages/index.ts";
import { service } from "../service.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { BrandMark } from "./brand-mark.tsx";
import { Link } from "./link.tsx";
import { TextSize } from "./text-size.tsx";

/** What surrounds every page: whose it is, the other language, and the size of the text. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { locale, switchTo, hasFailed, words } = useLanguage();
  const other = locale === "ja" ? "en" : "ja";
  return (
    <div class="frame">
      <header class="header">
        <p class="brand">
          <BrandMark />
          {service.name[locale]}
        </p>
        <button type="button" class="language" lang={other} onClick={() => void switchTo(other)}>
          {languageNames[other]}
        </button>
      </header>
      {hasFailed && (
        <p class="language-failed" role="alert">
          {words.common.languageNotLoaded}
        </p>
      )}
      <main class="card">{children}</main>
      <footer class="footer">
        <TextSize />
        <Link to={paths.helpIndex}>{words.ways.help}</Link>
        <Link to={paths.about}>{words.ways.about}</Link>
      </footer>
    </div>
  );
}
