import { useState } from "preact/hooks";

const key = "nidan.textSize";
export const textSizes = ["small", "medium", "large"] as const;
type TextSize = (typeof textSizes)[number];

/** What was chosen in this browser, else the size that the browser itself has. */
function storedTextSize(): TextSize {
  try {
    const stored = localStorage.getItem(key);
    return textSizes.find((size) => size === stored) ?? "medium";
  } catch {
    return "medium";
  }
}

/** Before anything is drawn, so that nothing moves. */
export function applyTextSize(size = storedTextSize()): void {
  document.documentElement.dataset.textSize = size;
}

export function useTextSize() {
  const [size, setSize] = useState(storedTextSize);
  const choose = (next: TextSize) => {
    setSize(next);
    applyTextSize(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // Not remembered; it holds while the page is open.
    }
  };
  return { size, choose };
}
