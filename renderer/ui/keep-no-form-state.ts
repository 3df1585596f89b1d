/**
 * A browser writes what is typed into a field to the disk within a second, to restore the page with; unless the field refuses
 * completion. Nothing of the tenant may lie there unsealed, so that every field does which says nothing of it itself.
 */
export function keepNoFormState(page: Document): void {
  page.addEventListener("focusin", ({ target }) => {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (isField && !target.hasAttribute("autocomplete")) target.autocomplete = "off";
  });
}
