import { z } from "zod";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { isPlainId } from "../catalogue/is-plain-id.ts";

/**
 * The container inside the age file: UTF-8 text, one JSON object a line, each line ended by a line feed.
 * 1. `{"format": "reinstate-export-1", "record": <the signed snapshot record>, "publicKey": <SPKI PEM>}`
 * 2. `{"object": {type, id, properties, links}}` for each object, in the vault's order
 * 3. `{"audit": <record>}` for each audit record
 * 4. `{"end": {"objects": n, "auditRecords": n, "sha256": <hex over all bytes before this line>}}`, padded with blanks
 *    so that the whole is a multiple of 64 KiB: a file that was cut off shows it by its size.
 */
export const exportFormat = "reinstate-export-1";

/** age seals the text in chunks of this many bytes. */
export const chunkBytes = 65_536;

/** No object of a tenant is larger: the largest groups are some megabytes. */
export const longestLine = 256 * 1024 * 1024;

export interface ExportHeader {
  readonly format: typeof exportFormat;
  readonly record: SnapshotRecord;
  readonly publicKey: string;
}

export interface ExportEnd {
  readonly objects: number;
  readonly auditRecords: number;
  readonly sha256: string;
}

const text = z.string().max(10_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const reading = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  requests: z.int(),
  retries: z.partialRecord(z.enum(["throttled", "serverError", "unreadable", "noAnswer"]), z.int()),
  recovered: z.array(text).optional(),
  granted: z.array(text),
  missing: z.array(text),
  resumed: z.literal(true).optional(),
});
const proof = z.object({
  promised: z.int().nullable(),
  read: z.int(),
  pages: z.int(),
  complete: z.boolean(),
  reason: text.optional(),
  notes: z.array(text).optional(),
  selected: z.array(text),
  links: z.array(text),
  mode: z.enum(["full", "delta"]),
  deletedItemsRead: z.boolean(),
  reading: reading.optional(),
});
const record = z.object({
  id: hash,
  number: z.int().positive(),
  tenantId: text,
  tenantName: text,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  previous: hash.nullable(),
  root: hash,
  auditRoot: text,
  auditReason: text.optional(),
  counts: z.partialRecord(z.enum(objectTypes), z.int().min(0)),
  types: z.partialRecord(z.enum(objectTypes), proof),
  complete: z.boolean(),
  origin: z.object({
    kind: z.enum(["capture", "import", "checkpoint"]),
    by: text,
    authentication: z.enum(["delegated", "application", "none"]),
    apiVersion: z.literal("v1.0"),
    importedRecord: text.optional(),
  }),
  signature: text,
});
const header = z.strictObject({ format: z.literal(exportFormat), record, publicKey: text });
const end = z.object({ objects: z.int().min(0), auditRecords: z.int().min(0), sha256: hash });
const nullableText = z.string().nullable();
const audit = z.object({
  id: text,
  activityDateTime: text,
  activityDisplayName: text,
  category: text,
  result: z.enum(["success", "failure", "timeout", "unknownFutureValue"]),
  correlationId: nullableText,
  initiatedBy: z.object({
    kind: z.enum(["user", "app", "unknown"]),
    id: nullableText,
    name: nullableText,
    address: nullableText,
  }),
  targetResources: z.array(
    z.object({
      id: nullableText,
      type: nullableText,
      displayName: nullableText,
      modifiedProperties: z.array(
        z.object({ displayName: z.string(), oldValue: nullableText, newValue: nullableText }),
      ),
    }),
  ),
});

// The guards look and keep the value as it is: a parsed copy would lose what the hashes were made over.

export function isExportHeader(value: unknown): value is ExportHeader {
  return header.safeParse(value).success;
}

export function isExportEnd(value: unknown): value is ExportEnd {
  return end.safeParse(value).success;
}

export function isAuditRecord(value: unknown): value is AuditRecord {
  return audit.safeParse(value).success;
}

const types: ReadonlySet<string> = new Set<ObjectType>(objectTypes);

export function isDirectoryObject(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const { type, id, properties, links, ...more } = value;
  // Only these four are signed.
  if (Object.keys(more).length > 0) return false;
  if (typeof type !== "string" || !types.has(type) || typeof id !== "string" || !isPlainId(id) || id.length > 200)
    return false;
  return isJsonObject(properties) && isJsonObject(links) && Object.values(links).every(isTargetList);
}

function isTargetList(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((target: JsonValue) => isPlainTarget(target));
}

/** Why a file is left out whose ids would part an address. */
export const strangeId = "An id in it holds characters that no id of Graph holds.";

/** An id, or a record with one. */
export function isPlainTarget(target: JsonValue): boolean {
  if (typeof target === "string") return isPlainId(target);
  if (!isJsonObject(target)) return false;
  return target.id === undefined || target.id === null || (typeof target.id === "string" && isPlainId(target.id));
}
