import { useLanguage } from "../state/locale.ts";

export const Loading = () => (
  <p class="loading">
    <span class="spinner" aria-hidden="true" />
    {useLanguage().words.common.loading}
  </p>
);
