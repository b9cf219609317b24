import { service } from "../service.ts";

/** Before anything is drawn. By the object model, because the policy allows no style that stands in the page. */
export function applyColours(): void {
  const { colours } = service.branding;
  if (colours === undefined) return;
  const { style } = document.documentElement;
  style.setProperty("--brand-accent", colours.accent);
  style.setProperty("--brand-accent-strong", colours.accentStrong);
  style.setProperty("--brand-accent-dark", colours.accentDark);
  style.setProperty("--brand-accent-dark-strong", colours.accentDarkStrong);
}
