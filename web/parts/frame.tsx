import type { ComponentChildren } from "preact";
import { catalogue } from "../messages/index.ts";
import { service } from "../service.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { Link } from "./link.tsx";
import { TextSize } from "./text-size.tsx";

/** What surrounds every page: whose it is, the other language, and the size of the text. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { locale, switchTo, words } = useLanguage();
  const other = locale === "ja" ? "en" : "ja";
  return (
    <div class="frame">
      <header class="header">
        <p class="brand">
          <svg class="brand-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
            <rect width="32" height="32" rx="8" />
            <path d="M8 22h7v-6h7v-6" />
          </svg>
          {service.name[locale]}
        </p>
        <button type="button" class="language" lang={other} onClick={() => switchTo(other)}>
          {catalogue[other].languageName}
        </button>
      </header>
      <main class="card">{children}</main>
      <footer class="footer">
        <TextSize />
        <Link to={paths.helpIndex}>{words.help.index}</Link>
        <Link to={paths.about}>{words.about.title}</Link>
      </footer>
    </div>
  );
}
