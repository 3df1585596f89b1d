import { riskOf } from "../../preload/contract/risk.ts";
import type { ReportContent } from "./report-as.ts";

/** The `diff` document of the command line: `from` and `to` are snapshot numbers. */
export function* reportJson({ from, to, changes, unknown, warnings }: ReportContent): Generator<string> {
  yield `{"from":${from.number},"to":${to.number},"unknown":${JSON.stringify(unknown)},"warnings":${JSON.stringify(warnings)},"changes":[`;
  let separator = "\n";
  for (const change of changes) {
    const { type, id, name, kind, binUnread, attributes, links, attribution } = change;
    const risk = riskOf(change) ?? null;
    yield `${separator}${JSON.stringify({ type, id, name, kind, binUnread, risk, attributes, links, attribution })}`;
    separator = ",\n";
  }
  yield "\n]}\n";
}
