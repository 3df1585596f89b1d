import { expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { typesInCloud } from "./types-in-cloud.ts";

it("leaves out what a cloud never offers, or every snapshot of it would be incomplete", () => {
  expect(typesInCloud("global")).toEqual(objectTypes);
  expect(typesInCloud("china")).toEqual(objectTypes.filter((type) => type !== "authenticationMethodsPolicy"));
});
