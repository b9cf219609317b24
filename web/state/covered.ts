import { createContext } from "preact";

/** Whether a page is there and not shown: another has come before it for a while. */
export const CoveredContext = createContext(false);
