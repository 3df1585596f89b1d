import type { AttributeChange } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { propertyRule } from "../catalogue/directory-extensions.ts";
import { compareValues } from "../compare/compare-values.ts";
import type { StepDraft } from "./step-draft.ts";

/**
 * An update that starts from what is there now. Where a step was written in part (roles switched off, and the rest refused) the object
 * is neither as it was nor as promised, and taking it back from what was promised would leave it like that.
 */
export function fromNow(draft: StepDraft, now: DirectoryObject | undefined): StepDraft {
  if (draft.action !== "update" || now === undefined || isSoftDeleted(now)) return draft;
  const units = [...new Set([...Object.keys(draft.expected), ...Object.keys(draft.promised)])];
  const there = units.filter((unit) => Object.hasOwn(now.properties, unit));
  const attributes: AttributeChange[] = [];
  for (const unit of units) {
    const rule = propertyRule(definitionOf(draft.type), unit);
    compareValues(now.properties[unit], draft.promised[unit], rule, unit, attributes);
  }
  if (attributes.length === 0) return draft;
  return {
    ...draft,
    attributes,
    expected: Object.fromEntries(there.map((unit) => [unit, now.properties[unit] ?? null])),
  };
}
