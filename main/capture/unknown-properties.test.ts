import { expect, it } from "vitest";
import { createScriptedDirectory } from "./scripted-directory.ts";

function withoutThem(...names: readonly string[]) {
  return ({ path }: { path: string }) => {
    const name = names.find((each) => path.includes(each));
    const message = `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.application'.`;
    return name === undefined
      ? { body: { value: [{ id: "a1", displayName: "A" }] } }
      : { status: 400, body: { error: { code: "BadRequest", message } } };
  };
}

it("a property that a cloud does not have yet costs that property, and not the type", async () => {
  const list = withoutThem("isDisabled", "createdByAppId");
  const { capture } = createScriptedDirectory({
    "/applications": list,
    "/applications/$count": { body: 1 },
    "/directory/deletedItems/microsoft.graph.application": { body: { value: [] } },
  });
  const { objects, types } = await capture(["application"]);
  expect(objects.map(({ id }) => id)).toEqual(["a1"]);
  expect(types.application).toMatchObject({ complete: true, read: 1 });
  expect(types.application?.selected).not.toContain("isDisabled");
  expect(types.application?.selected).toContain("displayName");
  expect(types.application?.notes).toEqual([
    expect.stringContaining("Not known of applications: is disabled; Microsoft Graph does not have it in this cloud"),
    expect.stringContaining("created by"),
  ]);
});

it("a list that is refused for something else is refused", async () => {
  const { capture } = createScriptedDirectory({
    "/applications": {
      status: 400,
      body: { error: { code: "BadRequest", message: "Could not find a property named 'nobodyAsked'." } },
    },
    "/applications/$count": { body: 1 },
  });
  const { types } = await capture(["application"]);
  expect(types.application).toMatchObject({ complete: false, reason: expect.stringContaining("HTTP 400") });
});
