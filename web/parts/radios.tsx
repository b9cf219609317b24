interface RadiosProps {
  readonly name: string;
  readonly legend: string;
  readonly note?: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: string | undefined;
  readonly onChosen?: (value: string) => void;
}

/** One of several, each a whole line to press. */
export const Radios = ({ name, legend, note, options, chosen, onChosen }: RadiosProps) => (
  <fieldset class="choices" {...(note === undefined ? {} : { "aria-describedby": `${name}-note` })}>
    <legend>{legend}</legend>
    {note !== undefined && (
      <p class="hint" id={`${name}-note`}>
        {note}
      </p>
    )}
    {options.map(({ value, text }) => (
      <label class="choice" key={value}>
        <input
          type="radio"
          name={name}
          value={value}
          defaultChecked={value === chosen}
          onChange={() => onChosen?.(value)}
        />
        <span>{text}</span>
      </label>
    ))}
  </fieldset>
);
