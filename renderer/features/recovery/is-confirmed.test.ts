import { expect, it } from "vitest";
import { isConfirmed } from "./is-confirmed.ts";

it.each(["Contoso Ltd", " contoso ltd ", "RECOVER"])("takes %s", (typed) => {
  expect(isConfirmed(typed, "Contoso Ltd")).toBe(true);
});

it.each(["", " ", "recover", "Contoso"])("refuses %j", (typed) => {
  expect(isConfirmed(typed, "Contoso Ltd")).toBe(false);
});

it("does not take an empty field for a tenant without a name", () => {
  expect(isConfirmed("", "")).toBe(false);
});
