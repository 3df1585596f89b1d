import { expect, it } from "vitest";
import { isSaidAsWritten, meantPath, partWords, saidPath } from "./part-words.ts";

const role = "0a0a0a0a-0000-4000-8000-000000000001";
const names = {
  [role]: { name: "Prices.Read", type: "servicePrincipal" },
} as const;

it.each([
  ["department", "department"],
  ["jobTitle", "job title (jobTitle)"],
  ["conditions.users.excludeGroups", "excluded groups (conditions.users.excludeGroups)"],
  ["grantControls.builtInControls", "what is demanded (grantControls.builtInControls)"],
  [
    "sessionControls.signInFrequency.value",
    "session controls, sign in frequency, value (sessionControls.signInFrequency.value)",
  ],
  [`appRoles[${role}].isEnabled`, 'app role "Prices.Read", is enabled (appRoles[Prices.Read].isEnabled)'],
  [
    "authenticationMethodConfigurations[Sms].includeTargets[all_users].isUsableForSignIn",
    "authentication method Sms, included target everybody, is usable for sign in (authenticationMethodConfigurations[Sms].includeTargets[all_users].isUsableForSignIn)",
  ],
  [
    "extension_0123456789abcdef0123456789abcdef_costCentre",
    "costCentre, a directory extension (extension_0123456789abcdef0123456789abcdef_costCentre)",
  ],
  ["a path that [none can read", "a path that [none can read"],
])("says %s as people do, with Graph's path behind", (path, words) => {
  expect(partWords(path, names)).toBe(words);
});

it("says a path without Graph's name for it, and knows where that name would be guessed", () => {
  expect(saidPath("conditions.users.excludeGroups")).toBe("excluded groups");
  expect(saidPath("a path that [none can read")).toBe("a path that [none can read");
  expect(["jobTitle", "department"].map((path) => isSaidAsWritten(path))).toEqual([true, true]);
  expect(["keyCredentials", "conditions.users.excludeGroups"].map((path) => isSaidAsWritten(path))).toEqual([
    false,
    false,
  ]);
});

it.each([
  ["city", "city"],
  ["Job title", "jobTitle"],
  [" jobTitle ", "jobTitle"],
  ["excluded groups", "conditions.users.excludeGroups"],
  ["conditions.users.excludeGroups", "conditions.users.excludeGroups"],
  ["conditions.users", "conditions.users"],
  ["client secrets", "passwordCredentials"],
])("takes %s for the path that is meant", (typed, path) => {
  expect(meantPath(typed, ["department", "conditions.users.excludeGroups"])).toBe(path);
});
