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

it("puts a sign-in name back without writing the identity that follows it, and a made account gets none either", () => {
  const id = testId("u", 1);
  const person = (
    userPrincipalName: string,
    ...more: { signInType: string; issuer: string; issuerAssignedId: string }[]
  ) =>
    testObject("user", id, {
      displayName: "Anna",
      userPrincipalName,
      identities: [
        { signInType: "userPrincipalName", issuer: "c.example", issuerAssignedId: userPrincipalName },
        ...more,
      ],
    });
  const planted = { signInType: "federated", issuer: "evil.example", issuerAssignedId: "7" };
  const renamed = planBetween([person("anna@c.example")], [person("x@c.example")]);
  expect(renamed.steps.map(({ promised }) => promised)).toEqual([{ userPrincipalName: "anna@c.example" }]);
  expect(renamed.permissions).toEqual(["User.ReadWrite.All"]);
  expect(planBetween([person("anna@c.example")], []).steps.map(({ action }) => action)).toEqual(["create"]);
  // What somebody planted goes, and beside it stands what is true at that moment.
  const both = planBetween([person("anna@c.example")], [person("x@c.example", planted)]);
  expect(both.steps.map(({ promised }) => promised)).toMatchObject([
    { identities: [{ issuerAssignedId: "x@c.example" }] },
    { userPrincipalName: "anna@c.example" },
  ]);
});
