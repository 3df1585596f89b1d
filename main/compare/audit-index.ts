import type { AuditRecord, SignInFacts } from "../../preload/contract/audit-record.ts";
import type { EventSignIn } from "../../preload/contract/change.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isOfPim, isTellingOfPim, withPeople } from "./behind-pim.ts";
import { withKnownTarget } from "./once-in-the-tenant.ts";
import { SharedWords, type ToldRecord, type ToldTarget } from "./shared-words.ts";

/** Audit records by the objects that they can be about. */
export interface AuditIndex {
  /** All successful records, for saying why there is no answer. */
  readonly size: number;
  /** Oldest first. */
  about(id: string): readonly ToldRecord[];
  /** The last sign-in of whoever did this before it, from the same address. */
  signInBefore(record: ToldRecord): EventSignIn | undefined;
}

/**
 * Indexes successful records under their targets' ids and, for memberships, grants and assignments, under the ids that
 * the modified properties hold (`Group.ObjectID`, `Role.TemplateId`): such a record has the member as its first target.
 */
export function indexAuditRecords(records: Iterable<AuditRecord>): AuditIndex {
  // Most objects have one record: a list of one for each of 100,000 is room and work for the garbage collector.
  const byId = new Map<string, ToldRecord | ToldRecord[]>();
  const lists: ToldRecord[][] = [];
  const signIns = new Map<string, EventSignIn[]>();
  const [done, told]: [AuditRecord[], AuditRecord[]] = [[], []];
  const words = new SharedWords();
  let size = 0;
  const add = (whole: AuditRecord) => {
    const record = words.told(withKnownTarget(whole));
    forIdsIn(record, (id) => {
      const found = byId.get(id);
      if (found === undefined) byId.set(id, record);
      else if (!Array.isArray(found)) {
        if (found === record) return;
        const list = [found, record];
        lists.push(list);
        byId.set(id, list);
      } else if (found.at(-1) !== record) found.push(record);
    });
  };
  for (const record of records) {
    if (record.result !== "success") continue;
    if (record.signIn !== undefined) {
      addSignIn(signIns, record, record.signIn);
      continue;
    }
    size += 1;
    if (isOfPim(record)) done.push(record);
    else if (isTellingOfPim(record)) told.push(record);
    else add(record);
  }
  for (const record of withPeople(done, told)) add(record);
  for (const list of lists) list.sort((one, other) => one.at - other.at);
  return {
    size,
    about: (id) => {
      // Most ids are in lower case: a copy of each would have to be hashed anew.
      const found = byId.get(id) ?? byId.get(id.toLowerCase()) ?? [];
      return Array.isArray(found) ? found : [found];
    },
    signInBefore(record) {
      // Without the sign-in log there are none to look for.
      const own = signIns.size === 0 ? undefined : signIns.get(sourceOf(record) ?? "");
      return own?.findLast(({ at }) => Date.parse(at) <= Date.parse(record.activityDateTime));
    },
  };
}

/** Records come oldest first, and so do sign-ins. */
function addSignIn(signIns: Map<string, EventSignIn[]>, record: AuditRecord, facts: SignInFacts): void {
  const source = sourceOf(record);
  if (source === undefined) return;
  const signIn = { at: record.activityDateTime, ...facts };
  const known = signIns.get(source);
  if (known === undefined) signIns.set(source, [signIn]);
  else known.push(signIn);
}

/** Who and from where. */
function sourceOf({ initiatedBy: { id, address } }: Pick<ToldRecord, "initiatedBy">): string | undefined {
  return id === null || address === null ? undefined : `${id.toLowerCase()} ${address}`;
}

/** In lower case; the same one may come more than once. */
function forIdsIn(record: ToldRecord, take: (id: string) => void): void {
  for (const target of record.targetResources) {
    if (target.id !== null) take(target.id.toLowerCase());
    for (const property of target.modifiedProperties) {
      if (!holdsIds.test(property.name)) continue;
      for (const text of [property.oldValue, property.newValue]) {
        const value = decodeAuditValue(text);
        if (typeof value === "string" && value !== "") take(value.toLowerCase());
      }
    }
  }
}

const holdsIds = /(objectid|templateid)$/;

/**
 * What an audit value stands for: a string that holds JSON, in which a single value comes as a list of one. Text that
 * is not JSON stands for itself; null or undecodable nothing is undefined.
 */
export function decodeAuditValue(text: string | null): JsonValue | undefined {
  if (text === null || text === "") return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    return Array.isArray(value) && value.length === 1 ? value[0] : value;
  } catch {
    return text;
  }
}

/** The target that is the object itself, if the record has one. */
export function targetOf(record: ToldRecord, id: string): ToldTarget | undefined {
  const sought = id.toLowerCase();
  return record.targetResources.find((target) => target.id === id || target.id?.toLowerCase() === sought);
}
