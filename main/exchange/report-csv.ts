import type { AttributeChange, Change, LinkChange } from "../../preload/contract/change.ts";
import { binUnreadWords } from "../../preload/contract/change.ts";
import { riskOf } from "../../preload/contract/risk.ts";
import { byteOrderMark, csvCell, csvText } from "./csv-text.ts";
import type { ReportContent } from "./report-as.ts";
import { signInText } from "./value-text.ts";

const columns = [
  "type",
  "id",
  "name",
  "kind",
  "risk",
  "what",
  "before",
  "after",
  "actor",
  "at",
  "address",
  "activity",
  "reason",
  "client",
  "through",
  "signIn",
  "correlationId",
];

/**
 * One row an attribute or link difference, one for an object that came or went, with a byte order mark. Before them, without an
 * id and with the kind "unknown", what could not be compared: a list that only is shorter would be believed.
 */
export function* reportCsv({ changes, unknown }: ReportContent): Generator<string> {
  yield `${byteOrderMark}${csvText([columns])}`;
  for (const each of unknown) yield csvText([unknownCells(each)]);
  for (const change of changes) yield csvText(rowsOf(change));
}

function rowsOf(change: Change): readonly (readonly string[])[] {
  const details = [...change.attributes.map(attributeCells), ...change.links.map(linkCells)];
  const whole = change.kind === "modified" ? [] : [["", "", change.binUnread ? binUnreadWords : ""]];
  return [...whole, ...details].map((cells) => [
    change.type,
    change.id,
    change.name,
    change.kind,
    riskOf(change) ?? "",
    ...cells,
    ...attributionCells(change, cells[0] ?? ""),
  ]);
}

function unknownCells({ type, reason }: ReportContent["unknown"][number]): readonly string[] {
  const cells: Readonly<Record<string, string>> = { type, kind: "unknown", reason };
  return columns.map((column) => cells[column] ?? "");
}

function attributeCells({ path, before, after }: AttributeChange): readonly string[] {
  return [path, csvCell(before), csvCell(after)];
}

/** What was taken away stands before, what was added stands after. */
function linkCells({ link, added, removed }: LinkChange): readonly string[] {
  return [link, csvCell(removed), csvCell(added)];
}

/** The latest event that explains this row, else the latest one of the object as a whole. */
function attributionCells({ attribution }: Change, path: string): readonly string[] {
  const { events, reason = "" } = attribution;
  const event = events.find(({ paths }) => (path === "" ? paths.length === 0 : paths.includes(path)));
  if (event === undefined) return ["", "", "", "", reason, "", "", "", ""];
  const { actor, at, address = "", activity, client = "", through = "", signIn, correlationId = "" } = event;
  return [actor, at, address, activity, "", client, through, signIn ? signInText(signIn) : "", correlationId];
}
