import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange, Change, LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectReference } from "../../preload/contract/directory-object.ts";
import type { ImpossiblePart } from "../../preload/contract/plan.ts";
import { certificateRefusal } from "../catalogue/certificate-rules.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { ruleFor } from "../catalogue/rule-for.ts";
import { isBlank } from "../compare/meaning-text.ts";

type Refusal = Pick<ImpossiblePart, "reason" | "manual">;

/** Why this attribute cannot be put back; undefined if it can. */
export function attributeRefusal(definition: ObjectTypeDefinition, change: AttributeChange): Refusal | undefined {
  const rule = ruleFor(definition, parsePath(change.path), change.before ?? change.after);
  if (rule.secret) {
    return {
      reason: "It is a secret: Microsoft Graph never lets it be read, so no snapshot holds it.",
      manual: "Make a new one in the admin centre and hand it to whoever uses it.",
    };
  }
  if (isCertificate(change)) {
    const obstacle = certificateRefusal(change.before);
    if (obstacle !== undefined) return obstacle;
  }
  if (rule.volatile) return { reason: "It changes by itself.", manual: "Nothing to do here." };
  if (rule.write.route === "removal-only" && isBlank(change.before)) return undefined;
  if ("reason" in rule.write) return { reason: rule.write.reason, manual: rule.write.manual };
  if (rule.notClearable && isBlank(change.before)) {
    return {
      reason: "It was not set then, and Microsoft Graph does not let it be cleared.",
      manual: "Set it to a value that fits, by hand.",
    };
  }
  return undefined;
}

/** Why this object's cannot, although others' can. */
function refusalOfObject(
  definition: ObjectTypeDefinition,
  found: DirectoryObject,
  { path }: AttributeChange,
): Refusal | undefined {
  return definition.attributeBlocked?.(found, parsePath(path)[0] ?? "");
}

/** A certificate that is gone now, or all of them. */
function isCertificate({ path, after }: AttributeChange): boolean {
  return parsePath(path)[0] === "keyCredentials" && isBlank(after);
}

/** Why this link cannot be put back; undefined if it can. */
export function linkRefusal(
  definition: ObjectTypeDefinition,
  object: DirectoryObject,
  link: string,
): Refusal | undefined {
  const rule = Object.hasOwn(definition.links, link) ? definition.links[link] : undefined;
  if (rule === undefined) {
    return { reason: "Reinstate does not know this link.", manual: "Set it by hand; the report shows both sides." };
  }
  const { write } = rule;
  if ("reason" in write) return { reason: write.reason, manual: write.manual };
  return definition.linkBlocked(object, link);
}

/** The parts of a change that can be put back, and a line for each that cannot. */
export function writableParts(
  change: Change,
  found: DirectoryObject,
  definition: ObjectTypeDefinition,
  object: ObjectReference,
): {
  readonly attributes: readonly AttributeChange[];
  readonly links: readonly LinkChange[];
  readonly impossible: readonly ImpossiblePart[];
} {
  const impossible: ImpossiblePart[] = [];
  const isWritable = (path: string, refusal: Refusal | undefined) => {
    if (refusal !== undefined) impossible.push({ object, path, ...refusal });
    return refusal === undefined;
  };
  return {
    attributes: change.attributes.filter((part) =>
      isWritable(part.path, attributeRefusal(definition, part) ?? refusalOfObject(definition, found, part)),
    ),
    links: change.links.filter((part) => isWritable(part.link, linkRefusal(definition, found, part.link))),
    impossible,
  };
}
