import type { ComponentChildren } from "preact";
import { useLanguage } from "../state/locale.ts";
import type { LoadedState } from "../state/own-call.ts";
import { FailureNotice } from "./failure-notice.tsx";

interface LoadedProps<T> {
  readonly of: LoadedState<T>;
  readonly children: (data: T) => ComponentChildren;
}

/** What a page has read; until then that it is being read, or why it cannot be. */
export function Loaded<T>({ of: { data, failure, isLoading, load }, children }: LoadedProps<T>) {
  const { settings } = useLanguage().words;
  if (data !== undefined) return <>{children(data)}</>;
  if (failure !== undefined) {
    return <FailureNotice failure={failure} isBusy={isLoading} onRetry={() => void load()} />;
  }
  return (
    <p class="loading">
      <span class="spinner" aria-hidden="true" />
      {settings.loading}
    </p>
  );
}
