interface Paused {
  readonly signal?: AbortSignal | undefined;
  /** The whole of it is owed: a page that is looked at again goes on waiting. */
  readonly isOwed?: boolean;
}

/**
 * Waits so many seconds; on a page that is hidden it waits until the page is looked at again, and then ends at once.
 *
 * @throws the signal's reason, as soon as it is aborted.
 */
export function pause(seconds: number, { signal, isOwed = false }: Paused = {}): Promise<void> {
  const page = typeof document === "undefined" ? undefined : document;
  const isHidden = () => page?.visibilityState === "hidden";
  const until = performance.now() + seconds * 1000;
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(timer);
      page?.removeEventListener("visibilitychange", onLook);
      signal?.removeEventListener("abort", onAbort);
    };
    const end = () => {
      leave();
      resolve();
    };
    const onAbort = () => {
      leave();
      reject(signal?.reason);
    };
    const wait = () => {
      if (!isHidden()) timer = setTimeout(end, Math.max(0, until - performance.now()));
    };
    const onLook = () => {
      clearTimeout(timer);
      if (!isHidden() && !isOwed) end();
      else wait();
    };
    if (signal?.aborted) return onAbort();
    page?.addEventListener("visibilitychange", onLook);
    signal?.addEventListener("abort", onAbort);
    wait();
  });
}
