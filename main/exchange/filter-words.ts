import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { definitionOf } from "../catalogue/catalogue.ts";

/** Which changes were chosen, as a person would say it. */
export function filterWords(filter: ChangeFilter): string {
  const { types, ids, name, attributes, exceptAttributes, kinds, risky, actor, correlation, since, until } = filter;
  const parts = [
    types && `only ${types.map((type) => definitionOf(type).plural).join(", ")}`,
    ids && `only ${ids.length === 1 ? "one object" : `${ids.length} objects`}, picked by id`,
    name && `only objects with "${name}" in their name`,
    attributes && `only ${attributes.join(", ")}`,
    exceptAttributes && `without ${exceptAttributes.join(", ")}`,
    kinds && `only what was ${kinds.join(" or ")}`,
    risky && "only changes of what guards the tenant",
    actor && `only what was changed by "${actor}"; what others changed stays`,
    correlation && `only what the operation ${correlation.join(" or ")} did; what else was changed stays`,
    since && `only what was changed at ${since} or later`,
    until && `only what was changed at ${until} or earlier`,
  ].filter((part) => typeof part === "string" && part !== "");
  return parts.length === 0 ? "everything that changed since" : parts.join("; ");
}
