import type { ReportContent } from "./report-as.ts";

/** Where a part is unknown, that it does not differ would be believed of that part as well. */
export function nothingDiffers({ unknown }: Pick<ReportContent, "unknown">): string {
  if (unknown.length === 0) return "Nothing differs.";
  return `Nothing differs in what is known (${unknown.length === 1 ? "1 type is" : `${unknown.length} types are`} not known in full).`;
}
