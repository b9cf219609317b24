import { BackIcon } from "./icons.tsx";
import { Link } from "./link.tsx";

/** To the page above. */
export const BackTo = ({ to, text }: { readonly to: string; readonly text: string }) => (
  <Link class="button button-secondary" to={to}>
    <BackIcon />
    {text}
  </Link>
);
