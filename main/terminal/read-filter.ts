import type { Command } from "commander";
import { changeKinds } from "../../preload/contract/change.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { changeFilterSchema } from "../../preload/contract/filter.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { meantAttribute } from "../catalogue/meant-attribute.ts";
import { idsFromCsv } from "./ids-from-csv.ts";
import { oneNamed } from "./one-named.ts";

export interface FilterOptions {
  readonly types?: string;
  readonly ids?: string;
  readonly name?: string;
  readonly attributes?: string;
  readonly exceptAttributes?: string;
  readonly kinds?: string;
  readonly risky?: true;
  readonly actor?: string;
  readonly correlation?: string;
  readonly since?: string;
  readonly until?: string;
  readonly idsFrom?: string;
}

/** The filter options, the same on every command that has them. */
export function addFilterOptions(command: Command): Command {
  return command
    .option("--types <list>", "object types, comma-separated: user,group,application,...")
    .option("--ids <list>", "object ids, comma-separated")
    .option("--ids-from <file.csv>", "object ids from a CSV file (the column id, or the first)")
    .option("--name <text>", "part of the name")
    .option("--attributes <list>", "only these attribute paths or links, comma-separated")
    .option("--except-attributes <list>", "leave these attribute paths or links as they are")
    .option("--kinds <list>", "added,removed,modified,soft-deleted,restored")
    .option(
      "--risky",
      "only what guards the tenant: access and tenant-wide policies, role members, credentials, permissions of applications",
    )
    .option("--actor <text>", "part of the name of who did it")
    .option("--correlation <list>", "correlation ids of the audit records, comma-separated: what one operation did")
    .option("--since <time>", "changed at or after this time (2026-11-25T02:10Z), or from this day on")
    .option("--until <time>", "changed at or before this time, or until the end of this day");
}

/** Options → the contract's filter. USAGE_INVALID names what does not make sense. */
export async function readFilter(options: FilterOptions): Promise<ChangeFilter> {
  mustSaySomething(options);
  const given = {
    types: list(options.types)?.map((type) => oneNamed("object type", objectTypes, type)),
    ids: await idsOf(options),
    name: options.name,
    attributes: list(options.attributes)?.map(inRightCase),
    exceptAttributes: list(options.exceptAttributes)?.map(inRightCase),
    kinds: list(options.kinds)?.map((kind) => oneNamed("kind of change", changeKinds, kind)),
    risky: options.risky,
    actor: options.actor,
    correlation: list(options.correlation),
    since: time(options.since, "T00:00"),
    until: time(options.until, "T23:59:59.999"),
  };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = changeFilterSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const option = optionOf(String(issue?.path[0] ?? "filter"));
  throw new ReinstateError("USAGE_INVALID", `${option} does not make sense: ${issue?.message ?? "unknown value"}.`);
}

/** An empty filter (`--ids "$NOTHING"`) would choose everything: never what was meant, least of all for a plan. */
function mustSaySomething(options: FilterOptions): void {
  for (const [name, text] of Object.entries(options)) {
    if (typeof text !== "string" || text.replaceAll(",", "").trim() !== "") continue;
    throw new ReinstateError("USAGE_INVALID", `${optionOf(name)} is empty. Leave it out, or say what is meant.`);
  }
}

/** Graph's names have capital letters: "mobilephone" would choose nothing, or leave nothing out, without a word. */
function inRightCase(path: string): string {
  const meant = meantAttribute(path);
  if (meant === undefined) return path;
  throw new ReinstateError("USAGE_INVALID", `There is no attribute "${path}". Did you mean ${meant}?`);
}

function optionOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Those of --ids and those of --ids-from together. */
async function idsOf({ ids, idsFrom }: FilterOptions): Promise<readonly string[] | undefined> {
  if (idsFrom === undefined) return list(ids);
  return [...(list(ids) ?? []), ...(await idsFromCsv(idsFrom))];
}

function list(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** `ofDay`: what a day without a time means, on this computer's clock, like a time without a zone. */
function time(text: string | undefined, ofDay: string): string | undefined {
  if (text === undefined) return undefined;
  const parsed = new Date(/^\d{4}-\d\d-\d\d$/u.test(text) ? text + ofDay : text);
  if (!/^\d{4}-\d\d-\d\d/u.test(text) || Number.isNaN(parsed.getTime()))
    throw new ReinstateError("USAGE_INVALID", `"${text}" is not a time. Write it like 2026-11-25T02:10:00Z.`);
  return parsed.toISOString();
}
