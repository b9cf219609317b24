import { useEffect, useState } from "preact/hooks";

const current = () => location.pathname + location.search;

/** The address, and the way to another one without loading the page anew. */
export function useAddress() {
  const [address, setAddress] = useState(current);
  useEffect(() => {
    const read = () => setAddress(current());
    addEventListener("popstate", read);
    return () => removeEventListener("popstate", read);
  }, []);
  const go = (path: string, isReplacing = false) => {
    if (path === current()) return;
    if (isReplacing) history.replaceState(null, "", path);
    else history.pushState(null, "", path);
    setAddress(path);
    scrollTo(0, 0);
  };
  return { address, go };
}
