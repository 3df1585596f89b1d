import { expect, it } from "vitest";
import { createScriptedDirectory } from "./scripted-directory.ts";

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}`, displayName: `CA${index}` }));
const policies = "/identity/conditionalAccess/policies";
const bin = "/identity/conditionalAccess/deletedItems/policies";
const whole = `/beta${policies}`;
const refused = { status: 400, body: { error: { code: "BadRequest", message: "Use beta." } } };

async function proofOf(script: Parameters<typeof createScriptedDirectory>[0]) {
  const { capture, seen } = createScriptedDirectory(script);
  const { types } = await capture(["conditionalAccessPolicy"]);
  return { proof: types.conditionalAccessPolicy, seen };
}

it("policies that v1.0 leaves out, for a condition in preview, are named, and no others are unknown for that", async () => {
  const { proof, seen } = await proofOf({
    [policies]: many(9),
    [whole]: many(11),
    [`${policies}/p9`]: refused,
    [`${policies}/p10`]: { status: 404 },
  });
  expect(proof).toMatchObject({ read: 9, complete: true, hidden: ["p9", "p10"] });
  expect(proof?.notes).toEqual([expect.stringMatching(/"CA9", "CA10".*preview/u)]);
  expect(seen.filter(({ path }) => path.startsWith(whole)).every(({ url }) => !url.includes("v1.0"))).toBe(true);
});

it("a policy that was deleted meanwhile is not hidden, and one that came is not either", async () => {
  const { proof } = await proofOf({
    [policies]: many(9),
    [whole]: many(8).concat({ id: "d", displayName: "D" }),
    [bin]: [{ id: "d" }],
  });
  expect(proof).toMatchObject({ read: 9, complete: true });
  expect(proof).not.toHaveProperty("hidden");
});

it("what can be read although the list leaves it out makes the type incomplete: the list was cut short", async () => {
  const { proof } = await proofOf({
    [policies]: many(9),
    [whole]: many(10),
    [`${policies}/p9`]: { body: { id: "p9" } },
  });
  expect(proof).toMatchObject({ complete: false, reason: expect.stringContaining("Capture again") });
});

it.each([403, 404, 503])("where they cannot be seen (%i) the rest is complete, and it is said", async (status) => {
  const { proof } = await proofOf({ [policies]: many(9), [whole]: { status } });
  expect(proof).toMatchObject({ promised: null, read: 9, complete: true });
  expect(proof?.notes?.join()).toContain("preview");
});
