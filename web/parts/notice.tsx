import type { ComponentChildren, Ref } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { InfoIcon, WarningIcon } from "./icons.tsx";

const icons = { warning: WarningIcon, info: InfoIcon } as const;

interface NoticeProps {
  readonly kind: keyof typeof icons;
  readonly children: ComponentChildren;
}

/** A sentence set apart from the page's own text. */
export function Notice({ kind, children }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <div class={`notice notice-${kind}`}>
      <Icon />
      <div class="notice-text">{children}</div>
    </div>
  );
}

interface FocusNoticeProps {
  readonly box: Ref<HTMLDivElement>;
  readonly labelledBy: string;
  readonly children: ComponentChildren;
}

/** An error that takes the focus when it comes. */
export const ErrorNotice = ({ box, labelledBy, children }: FocusNoticeProps) => (
  // biome-ignore lint/a11y/useSemanticElements: A fieldset groups fields; this groups words.
  <div class="notice notice-error" ref={box} tabIndex={-1} role="group" aria-labelledby={labelledBy}>
    <WarningIcon />
    <div class="notice-text">{children}</div>
  </div>
);

/** A warning that came by what the person just did: it takes the focus too. */
export function Alert({ text }: { readonly text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [text]);
  return (
    <ErrorNotice box={box} labelledBy="alert">
      <p id="alert">{text}</p>
    </ErrorNotice>
  );
}
