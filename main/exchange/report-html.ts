import { namedPath } from "../../preload/contract/attribute-path.ts";
import type { Change } from "../../preload/contract/change.ts";
import { binUnreadWords, changeKinds } from "../../preload/contract/change.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { riskOf, riskWords } from "../../preload/contract/risk.ts";
import { unknownByReason } from "../../preload/contract/unknown-by-reason.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { escapeHtml, htmlList, htmlTable, pageEnd, pageStart } from "./html-text.ts";
import { nothingDiffers } from "./nothing-differs.ts";
import type { ReportContent } from "./report-as.ts";
import { attributionLines, targetText, valueText } from "./value-text.ts";

/** A page that needs nothing but itself: no script, printable, readable in light and dark. */
export function* reportHtml(content: ReportContent): Generator<string> {
  const { tenantName, from, to, changes, unknown, warnings } = content;
  yield pageStart(`What changed in ${tenantName}`);
  yield `<p>From ${sideText(from)}<br>to ${sideText(to)}.</p>\n<p class="soft">Tenant <span class="id">${escapeHtml(from.tenantId)}</span></p>\n`;
  if (warnings.length > 0) yield `<h2>Before you read on</h2>\n${htmlList(warnings)}`;
  if (unknown.length > 0) {
    yield `<h2>Not known</h2>\n<p>These could not be compared completely. What is missing there is unknown: not deleted, and not unchanged.</p>\n`;
    yield htmlTable(
      "Types that are not known completely",
      ["Type", "Reason"],
      unknownByReason(unknown).map(({ types, reason }) => [
        types.map((type) => definitionOf(type).plural).join(", "),
        reason,
      ]),
    );
  }
  yield countsTable(content);
  yield actorsTable(changes);
  for (const type of objectTypes) {
    const ofType = changes.filter((change) => change.type === type);
    if (ofType.length === 0) continue;
    yield `<section>\n<h2>${escapeHtml(definitionOf(type).plural)} (${ofType.length})</h2>\n`;
    for (const change of ofType) yield changeHtml(change, content);
    yield "</section>\n";
  }
  yield pageEnd;
}

function sideText({ number, endedAt, complete, id }: ReportContent["from"]): string {
  const state = complete ? "" : ", incomplete";
  return `snapshot ${number} of <time datetime="${escapeHtml(endedAt)}">${escapeHtml(endedAt)}</time>${state} <span class="id">${escapeHtml(id)}</span>`;
}

function countsTable(content: ReportContent): string {
  const { changes } = content;
  if (changes.length === 0) return `<h2>Summary</h2>\n<p>${nothingDiffers(content)}</p>\n`;
  const counts = new Map<string, number>();
  for (const { type, kind } of changes) counts.set(`${type} ${kind}`, (counts.get(`${type} ${kind}`) ?? 0) + 1);
  const risky = changes.filter((change) => riskOf(change) !== undefined).length;
  const caption = `${changes.length} changed objects by type and kind${risky === 0 ? "" : `, ${risky} of them risky`}`;
  const rows = objectTypes
    .map((type) => [
      definitionOf(type).plural,
      ...changeKinds.map((kind) => String(counts.get(`${type} ${kind}`) ?? 0)),
    ])
    .filter(([, ...numbers]) => numbers.some((number) => number !== "0"));
  return `<h2>Summary</h2>\n${htmlTable(caption, ["Type", ...changeKinds], rows)}`;
}

const mostActors = 20;

/** Whose latest change how many objects show. */
function actorsTable(changes: readonly Change[]): string {
  const counts = new Map<string, number>();
  for (const { attribution } of changes) {
    const actor = attribution.events[0]?.actor ?? "unknown";
    counts.set(actor, (counts.get(actor) ?? 0) + 1);
  }
  if (counts.size === 0) return "";
  const rows = [...counts].sort((one, other) => other[1] - one[1]).slice(0, mostActors);
  const caption = "Changed objects by who changed them last";
  return htmlTable(
    caption,
    ["Who", "Objects"],
    rows.map(([actor, count]) => [actor, String(count)]),
  );
}

function changeHtml(change: Change, { names }: ReportContent): string {
  let text = `<article>\n<h3><span class="kind ${change.kind}">${change.kind}</span>${escapeHtml(change.name)}</h3>\n`;
  text += `<p class="id">${escapeHtml(change.id)}</p>\n`;
  if (change.binUnread) text += `<p>${binUnreadWords}</p>\n`;
  const risk = riskOf(change);
  if (risk !== undefined) text += `<p><strong>Risky:</strong> ${riskWords[risk].one}</p>\n`;
  if (change.attributes.length > 0) {
    const rows = change.attributes.map(({ path, before, after }) => [
      namedPath(path, names),
      valueText(before, names),
      valueText(after, names),
    ]);
    text += htmlTable("Attributes", ["Attribute", "Before", "After"], rows);
  }
  if (change.links.length > 0) {
    const listed = (targets: Change["links"][number]["added"]) =>
      targets.length === 0 ? "none" : targets.map((target) => targetText(target, names)).join("\n");
    const rows = change.links.map(({ link, added, removed }) => [link, listed(removed), listed(added)]);
    text += htmlTable("Links", ["Link", "Removed", "Added"], rows);
  }
  const who = change.attribution.status === "unknown" ? "Who did it is unknown:" : "Who and when:";
  return `${text}<p class="soft">${who}</p>\n${htmlList(attributionLines(change.attribution, names))}</article>\n`;
}
