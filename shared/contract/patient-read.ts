/** What came of a read: an answer, a failure, or that it was given up because the page is looked at again. */
type Outcome<T> = { readonly login: T } | { readonly error: unknown } | "looked at again";

/** How long an answer may take; a phone that has lost its signal says nothing by itself. */
const patience = 20_000;

/**
 * Reads, for 20 s at most. A page that is looked at again gives up what it has no answer to: after a phone's sleep none
 * may come any more.
 */
export async function patientRead<T>(
  read: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<Outcome<T>> {
  const page = typeof document === "undefined" ? undefined : document;
  const over = new AbortController();
  let isLookedAtAgain = false;
  const stop = () => over.abort(signal?.reason);
  const onLook = () => {
    if (page?.visibilityState === "hidden") return;
    isLookedAtAgain = true;
    stop();
  };
  const timer = setTimeout(stop, patience);
  signal?.addEventListener("abort", stop);
  page?.addEventListener("visibilitychange", onLook);
  try {
    return { login: await read(over.signal) };
  } catch (error) {
    return isLookedAtAgain ? "looked at again" : { error };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    page?.removeEventListener("visibilitychange", onLook);
  }
}
