import type { ComponentChildren } from "preact";
import type { LoadedState } from "../state/own-call.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { Loading } from "./loading.tsx";

interface LoadedProps<T> {
  readonly of: LoadedState<T>;
  readonly children: (data: T) => ComponentChildren;
}

/** What a page has read; until then that it is being read, or why it cannot be. */
export function Loaded<T>({ of: { data, failure, isLoading, load }, children }: LoadedProps<T>) {
  if (data !== undefined) return <>{children(data)}</>;
  if (failure !== undefined) {
    return <FailureNotice failure={failure} isBusy={isLoading} onRetry={() => void load()} />;
  }
  return <Loading />;
}
