import { z } from "zod";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { changeFilterSchema } from "../../preload/contract/filter.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { stepActions } from "../../preload/contract/plan.ts";
import { isPlainId } from "../catalogue/is-plain-id.ts";

const text = z.string();
const texts = z.array(text).readonly();
const type = z.enum(objectTypes);
/** Parsed from JSON, so any value is one: taking it as it is keeps keys such as `__proto__` what they are. */
const json = z.custom<JsonValue>((value) => value !== undefined);
const jsonObject = z.custom<JsonObject>((value) => isJsonObject(value as JsonValue | undefined));
/** What becomes part of an address when the plan is carried out. */
const id = text.refine(isPlainId);
const record = jsonObject.refine(
  (value) => value.id === undefined || (typeof value.id === "string" && isPlainId(value.id)),
);
const linkTarget = z.union([id, record]);
const targets = z.array(linkTarget).readonly();
const reference = z.strictObject({ type, id, name: text });
const basis = z.strictObject({ snapshotNumber: z.int(), snapshotId: text, endedAt: text });

const happened = {
  actor: text,
  at: text,
  activity: text,
  address: text.optional(),
  correlationId: text.optional(),
  through: text.optional(),
  client: text.optional(),
  signIn: z
    .strictObject({ at: text, application: text.nullable(), device: text.nullable(), place: text.nullable() })
    .optional(),
};

const step = z.strictObject({
  id: text,
  type,
  object: reference,
  action: z.enum(stepActions),
  attributes: z.array(z.strictObject({ path: text, before: json.optional(), after: json.optional() })).readonly(),
  links: z.array(z.strictObject({ link: text, add: targets, remove: targets })).readonly(),
  expected: jsonObject,
  promised: jsonObject,
  namesakes: texts.optional(),
  unlisted: texts.optional(),
  dependsOn: texts,
  permissions: texts,
  cost: z.number(),
  reversible: z.boolean(),
  between: z
    .array(z.strictObject({ ...happened, paths: texts }))
    .readonly()
    .optional(),
});

const conflict = z.strictObject({
  key: text,
  object: reference,
  path: text,
  target: linkTarget.optional(),
  former: json.optional(),
  now: json.optional(),
  between: z.array(z.strictObject({ ...happened, before: json.optional(), after: json.optional() })).readonly(),
  reason: text,
  answer: z.enum(["open", "keep", "put-back"]),
});

const deadReference = z.strictObject({
  id: text,
  name: text,
  inBin: z.boolean(),
  places: z.array(z.strictObject({ object: reference, path: text.optional() })).readonly(),
  answer: z.enum(["open", "drop", "replace", "stop"]),
  replacement: reference.optional(),
});

const warning = z.strictObject({
  code: text,
  severity: z.enum(["stop", "caution", "note"]),
  message: text,
  objects: z.array(reference).readonly(),
});

const impossible = z.strictObject({
  object: reference,
  path: text.optional(),
  reason: text,
  manual: text,
  gone: texts.optional(),
});

/** The shape of a plan file. Whether it is the plan that was reviewed is for the hash to say. */
export const planSchema = z.strictObject({
  format: z.literal("reinstate-plan-1"),
  id: text.min(1).max(200),
  tenantId: text,
  tenantName: text,
  createdAt: text,
  purpose: z.enum(["recover", "undo"]),
  undoes: text.optional(),
  switchesOn: text.optional(),
  target: basis,
  found: basis,
  filter: changeFilterSchema,
  removeAdded: z.boolean(),
  steps: z.array(step).readonly(),
  warnings: z.array(warning).readonly(),
  impossible: z.array(impossible).readonly(),
  conflicts: z.array(conflict).readonly().optional(),
  deadReferences: z.array(deadReference).readonly().optional(),
  madeAgainPolicies: z
    .strictObject({ policies: z.array(reference).readonly(), answer: z.enum(["report-only", "switch-on"]) })
    .optional(),
  permissions: texts,
  hash: text.regex(/^[0-9a-f]{64}$/),
});
