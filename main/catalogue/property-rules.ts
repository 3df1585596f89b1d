import type { Comparison, PropertyRule, WriteRoute } from "./object-type-definition.ts";

type More = Partial<Omit<PropertyRule, "comparison">>;
export type Rules = Readonly<Record<string, PropertyRule>>;

/** The rule of that name, never something inherited (`constructor`). */
export function ruleOf(rules: Rules, name: string): PropertyRule | undefined {
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}

const patch: WriteRoute = { route: "patch" };

function rule(comparison: Comparison, more: More = {}): PropertyRule {
  return { comparison, write: patch, ...more };
}

// One constructor per kind of comparison; without more said, the property is written with the object's own PATCH.
export const value = (more?: More): PropertyRule => rule("value", more);
export const text = (more?: More): PropertyRule => rule("text", more);
export const word = (more?: More): PropertyRule => rule("word", more);
export const set = (more?: More): PropertyRule => rule("set", more);
export const words = (more?: More): PropertyRule => rule("words", more);
export const flags = (more?: More): PropertyRule => rule("flags", more);
export const reference = (more?: More): PropertyRule => rule("reference", more);
export const structure = (inside: Rules, more?: More): PropertyRule => rule("value", { inside, ...more });
export const keyed = (key: string, inside: Rules, more?: More): PropertyRule =>
  rule("keyed", { key: [key], inside: { [key]: rule("word"), ...inside }, ...more });

/** The same rule for several properties. */
export function each(names: readonly string[], of: PropertyRule): Rules {
  return Object.fromEntries(names.map((name) => [name, of]));
}

export function never(reason: string, manual: string): WriteRoute {
  return { route: "never", reason, manual };
}

export const setByEntra = never(
  "Microsoft Entra sets this itself; nobody can write it.",
  "Nothing to do here: it follows from the object's other values.",
);

/** A fact of the object: compared, never written. */
export const fact = (write: WriteRoute = setByEntra): PropertyRule => rule("value", { write });
export const factWord = (write: WriteRoute = setByEntra): PropertyRule => rule("word", { write });

/** Moves by itself; captured because it is free, never compared. */
export const moving = (more?: More): PropertyRule => rule("value", { write: setByEntra, volatile: true, ...more });

/** Said by the kind of a change (soft-deleted, restored), written by deleting and restoring. */
export const deletedDateTime: PropertyRule = fact(
  never("Deleting and restoring set this.", "Choose the object's deletion or restoration instead."),
);
