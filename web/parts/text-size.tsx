import { useLanguage } from "../state/locale.ts";
import { textSizes, useTextSize } from "../state/text-size.ts";

/** How large the text is, of every page in this browser. */
export function TextSize() {
  const own = useLanguage().words.textSize;
  const { size, choose } = useTextSize();
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fields of a form.
    <div class="text-size" role="group" aria-labelledby="text-size">
      <span id="text-size">{own.title}</span>
      {textSizes.map((each) => (
        <button type="button" key={each} aria-pressed={each === size} onClick={() => choose(each)}>
          {own[each]}
        </button>
      ))}
    </div>
  );
}
