import type { ComponentChildren } from "preact";

export interface Fact {
  readonly name: string;
  readonly value: ComponentChildren;
  /** What it was before. */
  readonly note?: string | undefined;
}

/** What stands, line by line. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl class="state">
    {facts.map(({ name, value, note }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
        {note !== undefined && <dd class="hint">{note}</dd>}
      </div>
    ))}
  </dl>
);
