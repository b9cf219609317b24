import { type ComponentChildren, createContext } from "preact";
import { useContext, useState } from "preact/hooks";

const AnnounceContext = createContext<(text: string) => void>(() => {});

/** Says a sentence to people who do not see the page change. For events only, never for a clock that ticks. */
export const useAnnounce = () => useContext(AnnounceContext);

/** Emptied first: the same words twice are two events. What is said in one moment is said together. */
function announcer(say: (text: string) => void) {
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text: string) => {
    clearTimeout(timer);
    waiting = text === "" ? [] : [...waiting, text];
    say("");
    timer = setTimeout(() => {
      say(waiting.join(" "));
      waiting = [];
    }, 50);
  };
}

export function Announcer({ children }: { readonly children: ComponentChildren }) {
  const [text, setText] = useState("");
  const [announce] = useState(() => announcer(setText));
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <p class="visually-hidden" role="status">
        {text}
      </p>
    </AnnounceContext.Provider>
  );
}
