import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { typeWords } from "../../ui/words.ts";
import type { FacetEntry } from "../report/facet-list.tsx";

export interface TypeEntry extends FacetEntry {
  readonly key: ObjectType;
}

/** The types that have changes, or are chosen all the same, as tick boxes. */
export function typeEntries(
  byType: ReportSummary["byType"],
  chosen: readonly ObjectType[] | undefined,
): readonly TypeEntry[] {
  return objectTypes
    .filter((type) => byType[type] !== undefined || chosen?.includes(type) === true)
    .map((type) => ({
      key: type,
      label: typeWords[type].many,
      text: typeWords[type].many,
      count: Object.values(byType[type] ?? {}).reduce((sum, each) => sum + each, 0),
    }));
}
