import type { ChangeKind } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";

const verbs: Readonly<Record<ChangeKind, string | undefined>> = {
  added: "add|create|invite",
  removed: "((hard|permanently|soft) )?delete|remove",
  "soft-deleted": "(soft )?delete|remove",
  restored: "restore|recover",
  modified: undefined,
};

const patterns = new Map<string, RegExp | undefined>();

/** Whether an activity ("delete user", "authentication strength policy delete", lower case) is the coming or going of an object of this type. */
export function isWholeObjectActivity(activity: string, type: ObjectType, kind: ChangeKind): boolean {
  if (verbs[kind] === undefined) return false;
  const key = `${type} ${kind}`;
  if (!patterns.has(key)) {
    const verb = verbs[kind];
    patterns.set(key, verb === undefined ? undefined : patternOf(verb, nounOf(type)));
  }
  return patterns.get(key)?.test(activity) ?? false;
}

/** Some services put the verb last. */
function patternOf(verb: string, noun: string): RegExp {
  return new RegExp(`^((${verb}) (a |an |new )?${noun}|${noun} (${verb}))$`);
}

function nounOf(type: ObjectType): string {
  const { auditNoun, singular } = definitionOf(type);
  return auditNoun ?? singular.toLowerCase();
}
