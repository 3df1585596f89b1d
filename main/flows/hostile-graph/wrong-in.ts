import type { AuditRecord } from "../../../preload/contract/audit-record.ts";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import { isSoftDeleted, objectTypes } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { TypeProof } from "../../../preload/contract/snapshot.ts";
import type { FaultPlan } from "./fault-kinds.ts";
import type { Holding } from "./hostile-tenant.ts";
import { addedProperty } from "./twisted-body.ts";

/** What a snapshot shows as true that is not, in sentences; none where it is right or says what it misses. */
export function wrongIn(found: Holding, truth: Holding, plan: FaultPlan): readonly string[] {
  const { record } = found;
  const problems = [...typesWrong(found, truth), ...objectsWrong(found, truth), ...missing(found, truth)];
  if (isWhole(found, truth) && !isRewritten(plan) && record.root !== truth.record.root) problems.push("another root");
  const isAuditSure = record.auditReason === undefined;
  if (isAuditSure && sameText(audit(found)) !== sameText(audit(truth)))
    problems.push("other audit records, and no reason");
  return [...problems, ...(isAuditSure ? signInsWrong(found, truth) : [])];
}

/** Fewer sign-ins are told in a note, and do no harm; others would name a wrong place. */
function signInsWrong(found: Holding, truth: Holding): readonly string[] {
  const [own, known] = [found, truth].map(({ audit: records }) =>
    records.filter(isSignIn).map((one) => sameText(one as unknown as JsonValue)),
  );
  const invented = (own ?? []).filter((text) => !known?.includes(text)).map(() => "a sign-in that nobody made");
  const isFewer = (known ?? []).some((text) => !own?.includes(text));
  return isFewer && found.notes.length === 0 ? [...invented, "fewer sign-ins, and no note"] : invented;
}

function isSignIn({ signIn }: AuditRecord): boolean {
  return signIn !== undefined;
}

function typesWrong({ record }: Holding, truth: Holding): readonly string[] {
  return objectTypes.flatMap((type) => {
    const [proof, known] = [record.types[type], truth.record.types[type]];
    if (proof === undefined) return [`${type}: no proof`];
    if (!proof.complete) return proof.reason ? [] : [`${type}: incomplete without a reason`];
    return proof.read === known?.read ? [] : [`${type}: complete with ${proof.read} of ${known?.read}`];
  });
}

const isReadApart = /^(extension_[0-9a-f]{32}_|(customSecurityAttributes|employeeLeaveDateTime)$)/;

function objectsWrong({ record, objects }: Holding, truth: Holding): readonly string[] {
  return [...objects].flatMap(([key, object]) => {
    const known = truth.objects.get(key);
    if (known === undefined) return [`${key} is in the snapshot and nowhere else`];
    return partsWrong(object, known, record.types[object.type]).map((part) => `${key}: ${part}`);
  });
}

function missing({ record, objects }: Holding, truth: Holding): readonly string[] {
  const silent = [...truth.objects].filter(
    ([key, object]) => !objects.has(key) && !mayMiss(object, record.types[object.type]),
  );
  return silent.map(([key]) => `${key} is missing`);
}

function audit(holding: Holding): JsonValue {
  return holding.audit.filter((record) => !isSignIn(record)) as unknown as JsonValue;
}

/**
 * Which extensions a tenant has, and custom security attributes, are read apart: where that was refused, the proof has a
 * note or a reason and does not list them as asked for, and nobody draws a conclusion from them.
 */
function asFarAsAsked(properties: JsonObject, proof: TypeProof | undefined): JsonObject {
  if (proof === undefined || !admits(proof)) return properties;
  const isUnknown = (name: string) => isReadApart.test(name) && !proof.selected.includes(name);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !isUnknown(name)));
}

function partsWrong(object: DirectoryObject, known: DirectoryObject, proof: TypeProof | undefined): readonly string[] {
  const expected = asFarAsAsked(known.properties, proof);
  const wrong = sameText(object.properties) === sameText(expected) ? [] : ["other properties"];
  for (const [link, targets] of Object.entries(known.links)) {
    const own = object.links[link];
    if (own === undefined ? !admits(proof) : sameText(own) !== sameText(targets)) wrong.push(`other ${link}`);
  }
  return wrong;
}

/** Something is said to be missing. */
function admits(proof: TypeProof | undefined): boolean {
  return proof?.complete === false || proof?.notes !== undefined;
}

/** Not read is said: by the type, or for the recycle bin by its own mark and a note. */
function mayMiss(object: DirectoryObject, proof: TypeProof | undefined): boolean {
  if (proof?.complete === false) return true;
  return isSoftDeleted(object) && proof?.deletedItemsRead === false && proof.notes !== undefined;
}

/** Nothing is said to be missing. */
export function isWhole({ record }: Holding, truth: Holding): boolean {
  return objectTypes.every((type) => {
    const [proof, known] = [record.types[type], truth.record.types[type]];
    const isAsked = sameText(proof?.selected) === sameText(known?.selected);
    // A link that is refused for good is told in a note only.
    const isNoted = sameText(proof?.notes as JsonValue | undefined) !== sameText(known?.notes as JsonValue | undefined);
    return proof?.complete === true && proof.deletedItemsRead === known?.deletedItemsRead && isAsked && !isNoted;
  });
}

/** Whether the service itself sent other content: then the root has to be another one, and the objects are looked at. */
function isRewritten({ kinds }: FaultPlan): boolean {
  return kinds.includes("added properties") || kinds.includes("reordered arrays");
}

/** The value without what the service added, its lists sorted: their order has no meaning in the directory. */
function sameText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(sameText).sort().join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([name]) => name !== addedProperty);
  return `{${entries
    .map(([name, item]) => `${name}:${sameText(item as JsonValue)}`)
    .sort()
    .join()}}`;
}
