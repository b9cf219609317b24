import type { ComponentChildren } from "preact";
import { ForwardIcon } from "./icons.tsx";
import { Link } from "./link.tsx";

/** What else can be done on a page: a quiet list at its end. */
export const Ways = ({ children }: { readonly children: ComponentChildren }) => <ul class="ways">{children}</ul>;

export const WayTo = ({ to, text }: { readonly to: string; readonly text: string }) => (
  <li>
    <Link class="way" to={to}>
      {text}
      <ForwardIcon />
    </Link>
  </li>
);

/** To a page that is not ours. */
export const WayOut = ({ to, text }: { readonly to: string; readonly text: string }) => (
  <li>
    <a class="way" href={to} rel="noopener noreferrer">
      {text}
      <ForwardIcon />
    </a>
  </li>
);

export const WayBy = ({ onClick, text }: { readonly onClick: () => void; readonly text: string }) => (
  <li>
    <button type="button" class="way" onClick={onClick}>
      {text}
      <ForwardIcon />
    </button>
  </li>
);
