import { expect, it } from "vitest";
import { createScriptedDirectory } from "./scripted-directory.ts";

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index}` }));
const policies = "/identity/conditionalAccess/policies";
const whole = `/beta${policies}`;

it("policies that v1.0 leaves out, for a condition in preview, are missing and not gone", async () => {
  const { capture, seen } = createScriptedDirectory({ [policies]: many(9), [whole]: many(13) });
  const { types } = await capture(["conditionalAccessPolicy"]);
  expect(types.conditionalAccessPolicy).toMatchObject({
    promised: 13,
    read: 9,
    complete: false,
    reason: expect.stringContaining("9 of 13 Conditional Access policies"),
  });
  expect(types.conditionalAccessPolicy?.reason).toContain("preview");
  expect(seen.filter(({ path }) => path.startsWith(whole)).every(({ url }) => !url.includes("v1.0"))).toBe(true);
});

it("a policy that was deleted while they were counted is not missing", async () => {
  let times = 0;
  const { capture } = createScriptedDirectory({
    [policies]: many(9),
    [whole]: () => ({ body: { value: many(times++ === 0 ? 10 : 9) } }),
  });
  const { types } = await capture(["conditionalAccessPolicy"]);
  expect(types.conditionalAccessPolicy).toMatchObject({ promised: 9, read: 9, complete: true });
});

it.each([403, 404, 503])("where they cannot be counted (%i) the rest is complete, and it is said", async (status) => {
  const { capture } = createScriptedDirectory({ [policies]: many(9), [whole]: { status } });
  const { types } = await capture(["conditionalAccessPolicy"]);
  expect(types.conditionalAccessPolicy).toMatchObject({ promised: null, read: 9, complete: true });
  expect(types.conditionalAccessPolicy?.notes?.join()).toContain("preview");
});
