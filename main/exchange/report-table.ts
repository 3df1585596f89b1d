import { namedPath } from "../../preload/contract/attribute-path.ts";
import type { Change } from "../../preload/contract/change.ts";
import { binUnreadWords } from "../../preload/contract/change.ts";
import { type ObjectType, objectTypes } from "../../preload/contract/directory-object.ts";
import { riskOf, riskWords } from "../../preload/contract/risk.ts";
import { unknownByReason } from "../../preload/contract/unknown-by-reason.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { nothingDiffers } from "./nothing-differs.ts";
import type { ReportContent } from "./report-as.ts";
import { targetText, toTheSecond, valueText } from "./value-text.ts";
import { visibleText } from "./visible-text.ts";

const usualWidth = 100;
const mostTargets = 5;
/** Latest first: what more of them did is in the other formats. */
const mostActors = 3;

/** The report for a terminal, grouped by type, no line longer than the terminal is wide. */
export function* reportTable(content: ReportContent): Generator<string> {
  const { tenantName, from, to, changes, width = usualWidth } = content;
  const line = (text: string) => `${cutTo(text, Math.max(width, 20))}\n`;
  yield line(`${tenantName}: ${sideText(from)} to ${sideText(to)}`);
  for (const warning of content.warnings) yield* wrapped(`Warning: ${warning}`, width).map(line);
  for (const { types, reason } of unknownByReason(content.unknown))
    yield* wrapped(`Not known in full: ${pluralsOf(types)}. ${reason}`, width).map(line);
  if (changes.length === 0) yield line(nothingDiffers(content));
  for (const type of objectTypes) {
    const ofType = changes.filter((change) => change.type === type);
    if (ofType.length === 0) continue;
    yield line(`\n${definitionOf(type).plural} (${ofType.length})`);
    for (const change of ofType) for (const text of changeLines(change, content.names)) yield line(text);
  }
}

/** "users, groups" */
export function pluralsOf(types: readonly ObjectType[]): string {
  return types.map((type) => definitionOf(type).plural).join(", ");
}

function sideText({ number, endedAt, complete }: ReportContent["from"]): string {
  return `snapshot ${number} (${endedAt}${complete ? "" : ", incomplete"})`;
}

/** One change in lines of any length. */
export function* changeLines(change: Change, names: ReportContent["names"]): Generator<string> {
  yield `  ${change.kind.padEnd(12)} ${change.name}  ${change.name === change.id ? "" : change.id}`;
  if (change.binUnread) yield `    ${binUnreadWords}`;
  const risk = riskOf(change);
  if (risk !== undefined) yield `    risky: ${riskWords[risk].one}`;
  for (const { path, before, after } of change.attributes) {
    yield `    ${namedPath(path, names)}: ${inline(valueText(before, names))} → ${inline(valueText(after, names))}`;
  }
  for (const { link, added, removed } of change.links) {
    for (const [sign, targets] of [
      ["+", added],
      ["-", removed],
    ] as const) {
      for (const target of targets.slice(0, mostTargets))
        yield `    ${link} ${sign} ${inline(targetText(target, names))}`;
      if (targets.length > mostTargets) yield `    ${link} ${sign} ${targets.length - mostTargets} more`;
    }
  }
  const { events, reason } = change.attribution;
  const actors = new Set(events.map(({ actor }) => actor));
  for (const actor of [...actors].slice(0, mostActors)) {
    const event = events.find((each) => each.actor === actor);
    if (event === undefined) continue;
    const from = event.address === undefined ? "" : ` from ${event.address}`;
    yield `    by ${event.actor}${from}, ${toTheSecond(event.at)}, ${event.activity}`;
  }
  if (reason !== undefined) yield `    by unknown: ${namedPath(reason, names)}`;
}

function inline(text: string): string {
  return text.replaceAll("\n", ", ");
}

/** In lines of whole words, since what stands at the end of a warning must not be cut off. */
function wrapped(text: string, width: number): readonly string[] {
  const room = Math.max(width, 20) - 2;
  return visibleText(text).match(new RegExp(`\\S.{0,${room - 1}}(?=\\s|$)|\\S{1,${room}}`, "gu")) ?? [];
}

/** Cut by characters, not by halves of them; wide characters count two. */
function cutTo(text: string, width: number): string {
  const visible = visibleText(text);
  let used = 0;
  let kept = "";
  for (const character of visible) {
    const columns = character === "\n" ? 0 : isWide(character) ? 2 : 1;
    if (used + columns > width - 1 && kept.length + character.length < visible.length) return `${kept}…`;
    used += columns;
    kept += character;
  }
  return kept;
}

function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u.test(
    character,
  );
}
