import type { ComponentChildren } from "preact";
import { useFlow } from "../state/flow.ts";

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link to another page of ours, without loading it anew; with Ctrl, Shift or another button it is the browser's. */
export function Link({ to, children, ...rest }: LinkProps) {
  const { go } = useFlow();
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} rel="noopener" onClick={onClick} {...rest}>
      {children}
    </a>
  );
}
