import { useEffect, useRef, useState } from "preact/hooks";
import { serverClock } from "./api.ts";
import { secondsUntil } from "./countdown.ts";

/** Renders again whenever what is read from the server's time changes, and not otherwise. */
function useServerTime<T extends string | number | boolean>(read: (now: number) => T): T {
  const [, setShown] = useState<T>();
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const timer = setInterval(() => setShown(latest.current(serverClock.now())), 250);
    return () => clearInterval(timer);
  }, []);
  return read(serverClock.now());
}

/** Whole seconds until then; 0 from then on, and where there is nothing to wait for. */
export const useSecondsUntil = (instant: number | undefined): number =>
  useServerTime((now) => (instant === undefined ? 0 : secondsUntil(instant, now)));
