// @vitest-environment jsdom
import { expect, it } from "vitest";
import { keepNoFormState } from "./keep-no-form-state.ts";

it("has every field refuse completion before anything is typed into it, and leaves what says so itself", () => {
  keepNoFormState(document);
  document.body.innerHTML = `<textarea></textarea><input type="search"><input type="password" autocomplete="new-password">`;
  const fields = [...document.querySelectorAll<HTMLInputElement>("textarea, input")];
  for (const field of fields) field.focus();
  expect(fields.map(({ autocomplete }) => autocomplete)).toEqual(["off", "off", "new-password"]);
});
