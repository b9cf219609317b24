import type { ComponentChildren, Ref } from "preact";

interface FormProps {
  readonly children: ComponentChildren;
  readonly formRef?: Ref<HTMLFormElement>;
  /** What was entered, read from the form itself: password managers fill it without telling anyone. */
  readonly onSubmit: (entered: (field: string) => string) => void;
}

/** Our own checks and words in place of the browser's. */
export function Form({ children, formRef = null, onSubmit }: FormProps) {
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    onSubmit((field) => {
      const value = entries.get(field);
      return typeof value === "string" ? value : "";
    });
  };
  return (
    <form ref={formRef} method="post" noValidate onSubmit={submit}>
      {children}
    </form>
  );
}
