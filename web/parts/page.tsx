import type { ComponentChildren } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { service } from "../service.ts";
import { CoveredContext } from "../state/covered.ts";
import { useLanguage } from "../state/locale.ts";
import { useAnnounce } from "./announcer.tsx";

interface PageProps {
  readonly title: string;
  readonly hasError?: boolean;
  readonly icon?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** The browser itself goes to the top of the first page; on later ones we say where the person has come. */
let isFirstPage = true;

/** The heading of a page, which is also the window's title and takes the focus when the page changes. */
export function Page({ title, hasError = false, icon, children }: PageProps) {
  const { locale, words } = useLanguage();
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const isCovered = useContext(CoveredContext);
  // Before the page's own parts say anything.
  useLayoutEffect(() => announce(""), []);
  useEffect(() => {
    if (isCovered) return;
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, [isCovered]);
  useLayoutEffect(() => {
    if (isCovered) return;
    const whole = words.title(title, service.name[locale]);
    document.title = hasError ? words.errorTitle(whole) : whole;
  }, [title, hasError, locale, isCovered]);
  return (
    <>
      {icon}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}
