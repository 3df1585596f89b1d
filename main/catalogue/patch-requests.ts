import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { WriteRequest } from "./object-type-definition.ts";
import type { Rules } from "./property-rules.ts";
import { namesToWrite, updateBody } from "./write-body.ts";

/** What Graph takes together, in one PATCH; none if nothing of it differs. `shape` is the last word on the body. */
export function patchTogether(
  rules: Rules,
  path: string,
  promised: JsonObject,
  expected: JsonObject,
  shape: (body: JsonObject) => JsonObject = (body) => body,
): readonly WriteRequest[] {
  const names = namesToWrite(rules, "patch", promised, expected);
  if (names.length === 0) return [];
  return [{ method: "PATCH", path, body: shape(updateBody(rules, names, promised, expected)) }];
}

/** The same, and then what goes by itself, each in a PATCH of its own. */
export function patchRequests(
  rules: Rules,
  path: string,
  promised: JsonObject,
  expected: JsonObject,
): readonly WriteRequest[] {
  const singly = namesToWrite(rules, "patch-alone", promised, expected).map(
    (name): WriteRequest => ({ method: "PATCH", path, body: updateBody(rules, [name], promised, expected) }),
  );
  return [...patchTogether(rules, path, promised, expected), ...singly];
}
