/**
 * The first date or month of a form that was typed in part, or that no calendar has (31 February). Browsers show such a
 * field as typed but give it an empty value, as if nobody had typed anything.
 */
export function findIncompleteDate(form: HTMLFormElement): HTMLInputElement | null {
  const fields = form.querySelectorAll<HTMLInputElement>("input[type=date], input[type=month]");
  return Array.from(fields).find((field) => field.validity.badInput) ?? null;
}
