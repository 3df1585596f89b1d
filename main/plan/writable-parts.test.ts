import { expect, it } from "vitest";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

it("leaves the extension attributes of who was synchronised once, and puts the rest back", () => {
  const id = testId("u", 1);
  const once = { displayName: "Anna", onPremisesSyncEnabled: false };
  const person = (jobTitle: string, extensionAttribute1: string) =>
    testObject("user", id, { ...once, jobTitle, onPremisesExtensionAttributes: { extensionAttribute1 } });
  const { steps, impossible } = planBetween([person("Clerk", "A")], [person("x", "B")]);
  expect(steps.map(({ promised }) => promised)).toEqual([{ jobTitle: "Clerk" }]);
  expect(impossible).toMatchObject([
    { path: "onPremisesExtensionAttributes.extensionAttribute1", reason: expect.stringContaining("once synchronised") },
  ]);
});
