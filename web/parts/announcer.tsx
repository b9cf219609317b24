import { type ComponentChildren, createContext } from "preact";
import { useContext, useState } from "preact/hooks";

const AnnounceContext = createContext<(text: string) => void>(() => {});

/** Says a sentence to people who do not see the page change. For events only, never for a clock that ticks. */
export const useAnnounce = () => useContext(AnnounceContext);

export function Announcer({ children }: { readonly children: ComponentChildren }) {
  const [text, setText] = useState("");
  const [announce] = useState(() => (next: string) => {
    // Emptied first: the same words twice are two events.
    setText("");
    setTimeout(() => setText(next), 50);
  });
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <p class="visually-hidden" role="status">
        {text}
      </p>
    </AnnounceContext.Provider>
  );
}
