import fc from "fast-check";
import { expect, test } from "vitest";
import { elementPath, formatPath, namesPath, parsePath } from "./attribute-path.ts";

test("any segments come back as they were", () => {
  const segments = fc.array(fc.oneof(fc.string(), fc.constantFrom("@odata.type", "__proto__", "a.b", "", '"', "]")), {
    minLength: 1,
  });
  fc.assert(
    fc.property(segments, (names) => {
      expect(parsePath(formatPath(names))).toEqual(names);
    }),
  );
});

test("names read like people write them", () => {
  expect(formatPath(["conditions", "users", "excludeGroups"])).toBe("conditions.users.excludeGroups");
  expect(formatPath(["location", "@odata.type"])).toBe('location["@odata.type"]');
  expect(elementPath("appRoles", "0a1b-2c")).toBe("appRoles[0a1b-2c]");
  expect(parsePath("appRoles[0a1b-2c].isEnabled")).toEqual(["appRoles", "0a1b-2c", "isEnabled"]);
  expect(parsePath(elementPath("tags", "a.b"))).toEqual(["tags", "a.b"]);
});

test("a path that is none is refused", () => {
  for (const path of ["a[b", 'a["b]', "a..b", "a]"]) expect(() => parsePath(path)).toThrow(RangeError);
});

test("a chosen path names what lies beneath it and nothing else", () => {
  expect(namesPath("conditions", "conditions.users")).toBe(true);
  expect(namesPath("appRoles", "appRoles[1].isEnabled")).toBe(true);
  expect(namesPath("city", "city")).toBe(true);
  expect(namesPath("city", "cityCode")).toBe(false);
});
