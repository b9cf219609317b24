interface SectionsProps {
  readonly sections: readonly { readonly title: string; readonly items: readonly string[] }[];
}

/** Advice under its headings. */
export const Sections = ({ sections }: SectionsProps) =>
  sections.map(({ title, items }) => (
    <section class="help" key={title}>
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  ));
