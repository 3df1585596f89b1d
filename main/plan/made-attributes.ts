import { propertyPath } from "../../preload/contract/attribute-path.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { StepAttribute } from "../../preload/contract/plan.ts";
import { passwordPlaceholder } from "../catalogue/placeholders.ts";
import { type IdMap, replaceIds, wordsForNewIds } from "./replace-ids.ts";
import type { StepDraft } from "./step-draft.ts";
import { requestsOf } from "./step-requests.ts";

/**
 * Steps that make something again say what they write, leaf by leaf, and not what the snapshot held: Graph gives some of it
 * anew, and a policy that was on comes back as report-only.
 */
export function withMadeAttributes(drafts: readonly StepDraft[]): readonly StepDraft[] {
  const made = drafts.filter(({ action }) => action === "create");
  if (made.length === 0) return drafts;
  const words = wordsForNewIds(
    made.map(({ type, object, promised }) => ({ type, id: object.id, properties: promised })),
  );
  return drafts.map((draft) =>
    draft.action === "create" ? { ...draft, attributes: attributesOf(draft, words) } : draft,
  );
}

function attributesOf(draft: StepDraft, words: IdMap): readonly StepAttribute[] {
  const { appId } = draft.promised;
  const given = draft.type === "application" && typeof appId === "string" ? { appId } : {};
  const written = requestsOf(draft).map(({ body = {} }) => body);
  return Object.entries(replaceIds<JsonObject>(Object.assign({}, given, ...written), words)).flatMap(([name, value]) =>
    leaves(name, value),
  );
}

function leaves(path: string, value: JsonValue): readonly StepAttribute[] {
  if (path.includes("@odata.") || value === null || value === "") return [];
  if (value === passwordPlaceholder) return [{ path, after: "{a new one that nobody knows}" }];
  if (Array.isArray(value)) return value.length === 0 ? [] : [{ path, after: value }];
  if (!isJsonObject(value)) return [{ path, after: value }];
  return Object.entries(value).flatMap(([name, inner]) => leaves(propertyPath(path, name), inner));
}
