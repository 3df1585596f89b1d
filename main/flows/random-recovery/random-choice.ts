import { changeKinds } from "../../../preload/contract/change.ts";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import type { PlanAnswer } from "../../../preload/contract/plan.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import { idsInCsv } from "../../exchange/ids-in-csv.ts";
import type { PartDifference } from "./parts-that-differ.ts";
import type { RecordedWrite } from "./random-writes.ts";

export interface Choice {
  readonly filter: ChangeFilter;
  readonly removeAdded: boolean;
  readonly answers: readonly PlanAnswer[];
}

/** What somebody chooses of the differences between snapshot and tenant: everything, or one of the ways there are, or two. */
export function randomChoice(
  differences: readonly PartDifference[],
  writes: readonly RecordedWrite[],
  random: { random: number },
): Choice {
  const below = (limit: number) => drawBelow(random, limit);
  const half = <Item>(items: readonly Item[]) => items.filter(() => below(2) === 0);
  const ofLinks = (name: string) => name.split(" ")[0] ?? name;
  const somebody = () => writes[below(writes.length)]?.actor ?? "nobody";
  // Audit records have fractions of a second; nobody chooses by those.
  const sometime = () =>
    new Date(Date.parse(writes[below(writes.length)]?.at ?? "2026-11-02T09:00:00Z") + 30_000).toISOString();
  const ways: readonly (() => ChangeFilter)[] = [
    () => ({}),
    () => ({ types: atLeastOne(half(objectTypes)) }),
    () => ({ ids: throughCsv([...new Set(half(differences).map(({ part }) => part.id))]) }),
    () => ({ attributes: [...new Set(half(differences).map(({ part }) => ofLinks(part.name)))] }),
    () => ({ exceptAttributes: [...new Set(half(differences).map(({ part }) => ofLinks(part.name)))] }),
    () => ({ kinds: half(changeKinds) }),
    () => ({ actor: somebody() }),
    () => ({ actor: somebody(), since: sometime() }),
    () => ({ since: sometime() }),
    () => ({ until: sometime() }),
  ];
  const way = () => ways[below(ways.length)]?.() ?? {};
  const filter = below(4) === 0 ? { ...way(), ...way() } : way();
  const [removeAdded, answers] = [below(2) === 0, someAnswers(below)];
  // Not drawn: what follows a kept seed stays as it was.
  const policies = random.random % 3 === 0 ? [{ about: "policies", answer: "switch-on" } as const] : [];
  return { filter: withoutEmpty(filter), removeAdded, answers: [...answers, ...policies] };
}

/** An empty list would choose nothing at all; nobody makes such a plan. */
function withoutEmpty(filter: ChangeFilter): ChangeFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value = ""]) => value === true || value.length > 0));
}

function atLeastOne(types: readonly ObjectType[]): readonly ObjectType[] {
  return types.length === 0 ? ["user"] : types;
}

function throughCsv(ids: readonly string[]): readonly string[] {
  const lines = ids.map((id, index) => `"Row ${index}";${index % 2 === 0 ? id : id.toUpperCase()}`);
  return idsInCsv(["name;object id", ...lines].join("\r\n")) ?? [];
}

function someAnswers(below: (limit: number) => number): readonly PlanAnswer[] {
  const conflicts = [undefined, "keep", "put-back"][below(3)] as PlanAnswer["answer"] | undefined;
  const references = [undefined, "drop", "stop"][below(3)] as PlanAnswer["answer"] | undefined;
  return [
    ...(conflicts === undefined ? [] : [{ about: "conflicts", answer: conflicts }]),
    ...(references === undefined ? [] : [{ about: "references", answer: references }]),
  ];
}
