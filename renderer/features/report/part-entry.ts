import type { ReportSummary } from "../../../preload/contract/views.ts";
import { partLabel } from "../../ui/words.ts";
import type { FacetEntry } from "./facet-list.tsx";

/** An attribute or link to tick, as people call it; Graph's path besides. */
export function partEntry({ path, count }: ReportSummary["byAttribute"][number]): FacetEntry {
  const text = partLabel(path);
  return { key: path, label: text, text, besides: path, count };
}
