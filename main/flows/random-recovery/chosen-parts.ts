import { namesPath } from "../../../preload/contract/attribute-path.ts";
import type { ChangeKind } from "../../../preload/contract/change.ts";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import { derived } from "./excuses.ts";
import { isSameValue, type PartDifference } from "./parts-that-differ.ts";
import type { Choice } from "./random-choice.ts";
import type { RecordedWrite } from "./random-writes.ts";
import type { TenantPart, TenantParts } from "./tenant-parts.ts";

/** open: several people changed it, or an incident did, or the part is too coarse to tell. */
export type Chosen = "yes" | "no" | "open";

export interface Happened {
  readonly snapshot: TenantParts;
  /** Before the recovery. */
  readonly before: TenantParts;
  readonly writes: readonly RecordedWrite[];
}

/** Whether a choice is about a difference, worked out from what was done to the tenant, past all of the product's own comparing. */
export function isChosen(difference: PartDifference, choice: Choice, happened: Happened): Chosen {
  const own = isItselfChosen(difference, choice, happened);
  const ends = own === "yes" ? absentEnds(difference.part, happened) : [];
  return ends.every((end) => isItselfChosen(end, choice, happened) === "yes") ? own : "open";
}

/** A link to somebody who went is there again with him; to somebody who never was live, nobody can tell. */
function absentEnds({ type, name, value }: TenantPart, { snapshot, before }: Happened): readonly PartDifference[] {
  if (type !== "link") return [];
  const ends = [...name.split(" ").slice(1), String(value)];
  return [...snapshot, ...before].flatMap(([key, part]) => {
    const isEnd = part.name === "is there" && ends.includes(part.id);
    const [then, now] = [snapshot.get(key)?.value, before.get(key)?.value];
    return isEnd && !(then === "live" && now === "live") ? [{ key, part, before: then, after: now }] : [];
  });
}

/** A group that was turned, or whose turning back was chosen, is so with its rule: Graph takes them only together. */
const ofRule: readonly string[] = ["groupTypes", "membershipRule", "membershipRuleProcessingState"];

function isItselfChosen(difference: PartDifference, choice: Choice, happened: Happened): Chosen {
  const own = isByItselfChosen(difference, choice, happened);
  const others = withItsRule(difference.part, happened).map((other) => isByItselfChosen(other, choice, happened));
  return others.every((other) => other === own) ? own : "open";
}

function withItsRule({ type, id, name }: TenantPart, { snapshot, before }: Happened): readonly PartDifference[] {
  if (type !== "group" || !ofRule.includes(name)) return [];
  const differing = ofRule.flatMap((one) => {
    const key = `group ${id} ${one}`;
    const [then, now] = [snapshot.get(key), before.get(key)];
    const part = then ?? now;
    return part === undefined || isSameValue(then?.value, now?.value)
      ? []
      : [{ key, part, before: then?.value, after: now?.value }];
  });
  return differing.some(({ part }) => part.name === "groupTypes") ? differing : [];
}

function isByItselfChosen(difference: PartDifference, choice: Choice, happened: Happened): Chosen {
  const { filter, removeAdded } = choice;
  const { part } = difference;
  if (part.name in derived) return "open";
  const owner = ownerOf(part, happened);
  if (owner.kind === undefined) return "open";
  if (filter.types !== undefined && !filter.types.some((type) => type === owner.type)) return "no";
  if (filter.ids !== undefined && !filter.ids.some((id) => id.toLowerCase() === part.id.toLowerCase())) return "no";
  if (filter.kinds !== undefined && !isOfKinds(owner.kind, filter)) return "no";
  if (owner.kind === "added" && !removeAdded) return "no";
  if (owner.kind === "restored" && !removeAdded && part.name === "is there") return "no";
  if (filter.attributes !== undefined && owner.kind !== "modified") return "no";
  if (!isOfAttributes(part, filter)) return owner.kind === "modified" ? "no" : "open";
  return byWhom(difference, choice, happened, owner.kind);
}

function isOfKinds(kind: ChangeKind, { kinds = [] }: ChangeFilter): boolean {
  if (kinds.includes(kind)) return true;
  return (kind === "soft-deleted" && kinds.includes("removed")) || (kind === "restored" && kinds.includes("added"));
}

function isOfAttributes({ type, name }: TenantPart, { attributes, exceptAttributes }: ChangeFilter): boolean {
  const path = type === "link" ? (name.split(" ")[0] ?? "") : name;
  const isNamed = (chosen: string) => namesPath(chosen, path);
  return (attributes?.some(isNamed) ?? true) && !exceptAttributes?.some(isNamed);
}

function byWhom(difference: PartDifference, choice: Choice, happened: Happened, kind: ChangeKind): Chosen {
  const { actor, since, until } = choice.filter;
  if (actor === undefined && since === undefined && until === undefined) return "yes";
  const isMeant = (write: RecordedWrite) =>
    (actor === undefined || write.actor.includes(actor)) &&
    (since === undefined || Date.parse(write.at) >= Date.parse(since)) &&
    (until === undefined || Date.parse(write.at) <= Date.parse(until));
  const keys =
    kind === "modified"
      ? [difference.key]
      : [difference.key, `${ownerType(difference.part, happened)} ${difference.part.id} is there`];
  const writes = happened.writes.filter(({ touched }) => keys.some((key) => touched.has(key)));
  if (writes.length === 0 || writes.some(({ write }) => write[0] === "")) return "open";
  const mine = writes.filter(isMeant);
  if (mine.length === writes.length) return "yes";
  return mine.length === 0 ? "no" : "open";
}

interface Owner {
  readonly type: string;
  /** Undefined where it was made and is gone again. */
  readonly kind: ChangeKind | undefined;
}

function ownerType(part: TenantPart, { snapshot, before }: Happened): string {
  if (part.type !== "link") return part.type;
  const is = (parts: TenantParts, type: string) => parts.has(`${type} ${part.id} is there`);
  const types = ["user", "group", "application", "servicePrincipal", "directoryRole"];
  return types.find((type) => is(snapshot, type) || is(before, type)) ?? "";
}

function ownerOf(part: TenantPart, happened: Happened): Owner {
  const type = ownerType(part, happened);
  const key = `${type} ${part.id} is there`;
  const [then, now] = [happened.snapshot.get(key)?.value, happened.before.get(key)?.value];
  return { type, kind: kindOf(then === "live", now === "live", then !== undefined, now !== undefined) };
}

function kindOf(wasLive: boolean, isLive: boolean, wasThere: boolean, isThere: boolean): ChangeKind | undefined {
  if (wasLive) return isLive ? "modified" : isThere ? "soft-deleted" : "removed";
  if (isLive) return wasThere ? "restored" : "added";
  return undefined;
}
