import type { AttributeChange, Change, LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { ImpossiblePart } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { lostCredentials, writableCertificates } from "../catalogue/certificate-rules.ts";
import { propertyRule } from "../catalogue/directory-extensions.ts";
import type { PropertyRule } from "../catalogue/object-type-definition.ts";
import { compareValues } from "../compare/compare-values.ts";
import { byHand } from "./by-hand.ts";
import type { DecidedChange } from "./decide-references.ts";
import { endedRule } from "./ended-rules.ts";
import type { ExistenceCheck } from "./existence.ts";
import { withInseparable } from "./inseparable.ts";
import { linkDrafts } from "./link-drafts.ts";
import type { PlanInput } from "./plan-input.ts";
import { referencesIn } from "./references-in.ts";
import { namesAny, replaceIds, wordsForNewIds } from "./replace-ids.ts";
import type { Outlook, StepDraft } from "./step-draft.ts";
import { draftOf, referenceTo } from "./step-draft.ts";
import { deadReference, updateDrafts } from "./update-drafts.ts";
import type { WholeObjectOutlook } from "./whole-object-outlook.ts";
import { linkRefusal, writableParts } from "./writable-parts.ts";

const nothing: Outlook = { drafts: [], impossible: [] };

/** The steps that put one chosen change back, and what of it cannot be. */
export function changeOutlook(
  { change, before }: DecidedChange,
  whole: WholeObjectOutlook,
  input: Pick<PlanInput, "lookup" | "filter">,
  existence: ExistenceCheck,
): Outlook {
  const { drafts, impossible } = outlookOf({ change, before }, whole, input, existence);
  return { drafts: drafts.map((draft) => withEvents(draft, change)), impossible };
}

/** A reviewer reads a few events a step; the report has them all. */
const eventsAStep = 5;

/** What the audit records say of the parts that the step is about. */
function withEvents(draft: StepDraft, { attribution: { events } }: Change): StepDraft {
  if (events.length === 0) return draft;
  const isWhole = draft.action !== "update" && draft.action !== "link";
  const paths = new Set([...draft.attributes.map(({ path }) => path), ...draft.links.map(({ link }) => link)]);
  const between = events.filter(
    (event) => (isWhole && event.paths.length === 0) || event.paths.some((path) => paths.has(path)),
  );
  return between.length === 0 ? draft : { ...draft, between: between.slice(0, eventsAStep) };
}

function outlookOf(
  { change, before }: DecidedChange,
  whole: WholeObjectOutlook,
  { lookup, filter }: Pick<PlanInput, "lookup" | "filter">,
  existence: ExistenceCheck,
): Outlook {
  const found = lookup.after(change.type, change.id);
  if (whole.kind === "impossible") {
    const object = { type: change.type, id: change.id, name: change.name };
    return { drafts: [], impossible: [{ object, reason: whole.reason, manual: whole.manual }] };
  }
  if (whole.kind === "create") return before === undefined ? nothing : creation(before, existence, found);
  if (found === undefined) return nothing;
  if (whole.kind === "delete") return deletion(found);
  if (whole.kind === "none" && change.kind !== "modified") return nothing;
  const parts = differences({ change, before }, found, filter, existence);
  if (whole.kind === "none") return parts;
  const restore = draftOf({ object: referenceTo(found), action: "restore" }, found);
  return { ...parts, drafts: [restore, ...parts.drafts] };
}

/** Attributes and links of an object that is there, or will be again. */
function differences(
  { change, before }: DecidedChange,
  found: DirectoryObject,
  filter: PlanInput["filter"],
  existence: ExistenceCheck,
): Outlook {
  const obstacle = obstacleTo(change, found);
  if (obstacle !== undefined) {
    const object = referenceTo(found);
    const attributes = change.attributes.map(({ path }) => ({ object, path, ...obstacle }));
    const links = change.links.map((link) => {
      const whom = isNeverWritten(found, link) ? byHand(link, (id) => existence.nameOf(id)) : "";
      return { object, path: link.link, reason: obstacle.reason, manual: obstacle.manual + whom };
    });
    return { drafts: [], impossible: [...attributes, ...links] };
  }
  const attributes = withInseparable(change.attributes, before, found);
  const parts = writableParts({ ...change, attributes }, found, definitionOf(found.type), referenceTo(found));
  const updates = updateDrafts(found, before?.properties ?? {}, parts.attributes, existence);
  const ended = endedRule(found, updates.drafts, before, filter);
  const links = linkDrafts(found, [...parts.links, ...ended.links], existence);
  return {
    drafts: [...updates.drafts, ...links.drafts],
    impossible: [...parts.impossible, ...updates.impossible, ...links.impossible, ...ended.impossible],
  };
}

/** Then a person has to know whom it is about. */
function isNeverWritten({ type }: DirectoryObject, { link }: LinkChange): boolean {
  return definitionOf(type).links[link]?.write.route === "never";
}

function obstacleTo(change: Change, found: DirectoryObject): Pick<ImpossiblePart, "reason" | "manual"> | undefined {
  const obstacle = definitionOf(found.type).blocked(found);
  if (obstacle !== undefined || change.kind !== "modified" || !isSoftDeleted(found)) return obstacle;
  return {
    reason: "The object is in the recycle bin, where nothing can be written.",
    manual: "Restore it first, then make a plan for its attributes.",
  };
}

/** The object once more with a new id, then what a POST cannot carry: links, licences. */
function creation(before: DirectoryObject, existence: ExistenceCheck, found?: DirectoryObject): Outlook {
  const dead = deadReferencesOf(before, existence);
  if (dead.length > 0) {
    const { path: _, ...line } = deadReference(before, "", dead, existence);
    return { drafts: [], impossible: [line] };
  }
  const content = { object: referenceTo(before), promised: before.properties, expected: leftInBin(found) };
  const create = draftOf({ ...content, action: "create" }, before);
  const later = laterDrafts(before, existence);
  const links = linksOf(before, existence);
  return {
    drafts: [create, ...selfRewrites(before), ...certificates(before), ...later.drafts, ...links.drafts],
    impossible: [...lostParts(before), ...later.impossible, ...links.impossible],
  };
}

/** What a POST cannot carry and requests of their own write afterwards. */
export function laterDrafts(before: DirectoryObject, existence: ExistenceCheck): Outlook {
  const blank: DirectoryObject = { ...before, properties: {}, links: {} };
  const later = laterAttributes(before).map((path) => ({ path, before: before.properties[path] ?? null }));
  const { drafts, impossible } = updateDrafts(blank, before.properties, later, existence);
  return { drafts: drafts.map((draft) => ({ ...draft, object: referenceTo(before) })), impossible };
}

/** An enterprise application that stays in the recycle bin: made again it needs another client id than this (fault C34). */
function leftInBin(found: DirectoryObject | undefined): JsonObject {
  const isOne = found?.type === "servicePrincipal" && isSoftDeleted(found);
  return isOne && typeof found.properties.appId === "string" ? { appId: found.properties.appId } : {};
}

/** Values that name the object's own client id (redirect and identifier URIs) can only be written once there is a new one. */
function selfRewrites(before: DirectoryObject): readonly StepDraft[] {
  const definition = definitionOf(before.type);
  const body = definition.createRequest(before)?.body ?? {};
  if (before.type !== "application") return [];
  const words = wordsForNewIds([before]);
  const units = Object.entries(before.properties).filter(
    ([name, value]) => definition.properties[name]?.write.route === "patch" && namesAny(value, words),
  );
  return units.map(([path, value]) => {
    const made = body[path];
    const expected = made === undefined ? {} : { [path]: made };
    const attributes = [{ path, ...(made === undefined ? {} : { before: made }), after: replaceIds(value, words) }];
    const promised = { [path]: value };
    return draftOf({ object: referenceTo(before), action: "update", attributes, expected, promised }, before);
  });
}

/** Certificates that the POST cannot carry (an enterprise application's) are written to what it made. */
function certificates(before: DirectoryObject): readonly StepDraft[] {
  const body = definitionOf(before.type).createRequest(before)?.body ?? {};
  const written = writableCertificates(before.properties);
  if (written.length === 0 || "keyCredentials" in body) return [];
  const promised = { keyCredentials: written };
  const attributes = [{ path: "keyCredentials", after: written }];
  return [draftOf({ object: referenceTo(before), action: "update", attributes, promised }, before)];
}

/** Secrets, and certificates of which only the private part would do: each is told, so that nobody looks for it later. */
function lostParts(before: DirectoryObject): readonly ImpossiblePart[] {
  return lostCredentials(before.properties).map((part) => ({ object: referenceTo(before), ...part }));
}

function deadReferencesOf(before: DirectoryObject, existence: ExistenceCheck): readonly string[] {
  const rules = Object.entries(definitionOf(before.type).properties);
  return rules
    .flatMap(([name, rule]) => [...referencesIn(before.properties[name], rule)])
    .filter(({ id, kinds }) => existence.isDead(id, kinds))
    .map(({ id }) => id);
}

/** Properties with a request of their own that the body of the POST does not carry. */
function laterAttributes(before: DirectoryObject): readonly string[] {
  const definition = definitionOf(before.type);
  const body = definition.createRequest(before)?.body ?? {};
  return Object.keys(before.properties).filter((name) => {
    const rule = propertyRule(definition, name);
    if (rule === undefined || rule.notOnList || name in body || !saysMore(before.properties[name], rule)) return false;
    return rule.write.route === "patch-alone" || rule.write.route === "action";
  });
}

/** More than what is empty, or follows from what the body carries. */
function saysMore(value: JsonValue | undefined, rule: PropertyRule): boolean {
  const differences: AttributeChange[] = [];
  compareValues(value, undefined, rule, "", differences);
  return differences.length > 0;
}

function linksOf(before: DirectoryObject, existence: ExistenceCheck): Outlook {
  const definition = definitionOf(before.type);
  const changes = Object.entries(before.links)
    .filter(([, targets]) => targets.length > 0)
    .map(([link, removed]) => ({ link, added: [], removed }));
  const refused = changes.flatMap(({ link }) => {
    const refusal = linkRefusal(definition, before, link);
    return refusal === undefined ? [] : [{ object: referenceTo(before), path: link, ...refusal }];
  });
  const paths = new Set(refused.map(({ path }) => path));
  const { drafts, impossible } = linkDrafts(
    before,
    changes.filter(({ link }) => !paths.has(link)),
    existence,
  );
  return { drafts, impossible: [...refused, ...impossible] };
}

/** Only what was reviewed is deleted: the object has to be as it was found. */
function deletion(found: DirectoryObject): Outlook {
  const { properties } = definitionOf(found.type);
  const compared = Object.entries(found.properties).filter(
    ([name]) =>
      Object.hasOwn(properties, name) && properties[name]?.volatile !== true && properties[name]?.apart === undefined,
  );
  const expected = Object.fromEntries(compared);
  return { drafts: [draftOf({ object: referenceTo(found), action: "delete", expected }, found)], impossible: [] };
}
