import { useEffect, useRef } from "preact/hooks";

/** Reads again and again, a while after the last read, and only while the tab is looked at; coming back reads at once. */
export function usePolling(isOn: boolean, seconds: number, read: () => Promise<unknown>): void {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (!isOn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const isSeen = () => document.visibilityState === "visible";
    const again = async () => {
      clearTimeout(timer);
      timer = undefined;
      await latest.current();
      if (!isOver && isSeen()) timer = setTimeout(again, seconds * 1000);
    };
    const onChange = () => {
      if (!isSeen()) clearTimeout(timer);
      else void again();
    };
    timer = setTimeout(again, seconds * 1000);
    document.addEventListener("visibilitychange", onChange);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onChange);
    };
  }, [isOn, seconds]);
}
