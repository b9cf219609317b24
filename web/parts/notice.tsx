import type { ComponentChildren, Ref } from "preact";
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
