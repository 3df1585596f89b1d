import type { Attribution, Change, ChangeKind } from "./change.ts";
import type { DirectoryObject, LinkTarget, ObjectReference, ObjectType } from "./directory-object.ts";
import type { JsonObject } from "./json-value.ts";
import type { ImpossiblePart, Plan, PlanWarning, StepAction } from "./plan.ts";
import type { Review } from "./review.ts";
import type { RiskKind } from "./risk.ts";

/** What the page asks for instead of "am I in Electron". */
export interface Capabilities {
  readonly osKeyring: boolean;
  readonly tray: boolean;
  readonly autostart: boolean;
  readonly nativeDialogs: boolean;
  readonly selfUpdate: boolean;
}

export interface HostDescription {
  readonly capabilities: Capabilities;
  readonly version: string;
  readonly platform: string;
  /** How this installation is updated, or why not, as a sentence. Absent: the host does not know. */
  readonly updates?: string;
}

/** none: no vault yet (first start). locked: a vault that wants its passphrase. open: ready. */
export interface SessionState {
  readonly state: "none" | "locked" | "open";
  readonly tenant: { readonly id: string; readonly name: string } | null;
  readonly demo: boolean;
  /** Who is signed in, null when nobody is (offline review, capture impossible). */
  readonly account: string | null;
  readonly vaultPath: string;
  /** Why this computer's keystore did not open the vault, as a sentence. */
  readonly notice?: string;
  /** Since when people are shown by pseudonyms only (ISO 8601 UTC); null: they are shown by their names. */
  readonly incidentSince: string | null;
  /** Present: exported snapshots are open to be looked at; nothing can be captured or written. */
  readonly review?: Review;
  /** What the demo's incident was, oldest first; empty for a real tenant. */
  readonly story: readonly string[];
}

export type ChangeCounts = Readonly<Record<ChangeKind, number>>;

export interface ReportSummary {
  readonly reportId: string;
  readonly from: ReportSide;
  readonly to: ReportSide;
  readonly total: number;
  readonly byType: Readonly<Partial<Record<ObjectType, ChangeCounts>>>;
  /** Changes of what guards the tenant. */
  readonly risky: number;
  /** Most frequent first, at most 50. */
  readonly byActor: readonly { readonly actor: string; readonly count: number }[];
  readonly byAttribute: readonly { readonly path: string; readonly count: number }[];
  /** What belonged together in one act, by the audit records' correlation ids. Most changes first, at most 50. */
  readonly byOperation: readonly OperationCount[];
  /** Types that could not be compared, or not all of them, and why. */
  readonly unknown: readonly UnknownType[];
  /** What to know before believing the changes, in sentences. */
  readonly warnings: readonly string[];
}

export const changeGroupings = ["type", "kind", "actor", "operation"] as const;
/** What a list of changes is put together by. Actor and operation are those of a change's latest record. */
export type ChangeGrouping = (typeof changeGroupings)[number];

/** Changes of a list that stand together, in the order of the list. */
export interface ChangeGroup {
  /** A type or kind; for actors and operations: "known", "unknown", or "others" for all those that are too small to be named. */
  readonly key: ObjectType | ChangeKind | "known" | "unknown" | "others";
  readonly count: number;
  readonly actor?: string;
  /** Of an operation. */
  readonly correlationId?: string;
  readonly activity?: string;
  readonly at?: string;
}

/** A type that could not be compared, or not all of it, and why in sentences: unknown, never "deleted" and never "unchanged". */
export interface UnknownType {
  readonly type: ObjectType;
  readonly reason: string;
  /** Neither side knows it, for a reason that lasts (a permission, a licence, a choice): nothing looks changed that is not. */
  readonly onBothSides?: true;
}

/** The changes of one operation. Actor, activity and time are those of its latest record. */
export interface OperationCount {
  readonly correlationId: string;
  readonly actor: string;
  readonly activity: string;
  readonly at: string;
  readonly count: number;
}

export interface ReportSide {
  readonly snapshotNumber: number;
  readonly endedAt: string;
  readonly complete: boolean;
  /** True if it was taken just for this report ("now"). */
  readonly live: boolean;
}

/** A change as a line in a list; the whole change is fetched when it is opened. */
export interface ChangeRow {
  readonly type: ObjectType;
  readonly id: string;
  readonly name: string;
  readonly kind: ChangeKind;
  /** What of the tenant's guard it changes; null: nothing. */
  readonly risk: RiskKind | null;
  /** Paths of changed attributes and names of changed links, at most 20. */
  readonly what: readonly string[];
  readonly whatCount: number;
  readonly attribution: Pick<Attribution, "status" | "reason">;
  readonly actor: string | null;
  readonly at: string | null;
}

/** Ids resolved to names and types, as far as the snapshot knows them. */
export type ObjectNames = Readonly<Record<string, { readonly name: string; readonly type: ObjectType | "other" }>>;

/** An object as a line in a list. */
export interface NamedObject extends ObjectReference {
  /** User principal name of a person, app id of an application; null where there is none. */
  readonly besides: string | null;
  /** In the recycle bin. */
  readonly softDeleted: boolean;
}

/** A page of a snapshot's objects by type, then by name. */
export interface NamedObjects {
  readonly total: number;
  /** How many of each type match, whichever types were asked for; a type that was never read is not in here. */
  readonly byType: Readonly<Partial<Record<ObjectType, number>>>;
  readonly rows: readonly NamedObject[];
}

/** One object of a snapshot, or that it is not there. */
export interface ObjectSight {
  /** Null: the snapshot does not hold it. */
  readonly object: OpenedObject | null;
  /** Why the snapshot does not hold the whole type: then what is not there may exist all the same. */
  readonly reasons: readonly string[];
}

/** An object without its links, which are fetched in pages, and without what is secret. */
export interface OpenedObject extends NamedObject {
  readonly properties: JsonObject;
  readonly links: readonly LinkSummary[];
  /** Parts that were not captured: never to be read as empty. */
  readonly unknown: readonly UnknownPart[];
  /** The ids in the properties. */
  readonly names: ObjectNames;
}

export interface LinkSummary {
  readonly link: string;
  readonly total: number;
  /** At most one target (manager): it is in here. */
  readonly only: LinkRow | null;
}

export interface UnknownPart {
  readonly name: string;
  readonly kind: "attribute" | "link";
  /** In a sentence. */
  readonly reason: string;
}

/** One target of a link. */
export interface LinkRow {
  readonly target: LinkTarget;
  /** What it points at; null where the snapshot does not hold it. */
  readonly object: NamedObject | null;
}

/** A change with the object on both sides, without what is secret; its links only where it came or went. */
export interface OpenedChange {
  readonly change: Change;
  readonly before: DirectoryObject | null;
  readonly after: DirectoryObject | null;
  readonly names: ObjectNames;
}

/** One object at two times. */
export interface ObjectComparison {
  readonly from: ReportSide;
  readonly to: ReportSide;
  /** Null: nothing that both snapshots hold differs. */
  readonly found: OpenedChange | null;
  /** Why one of the snapshots does not hold the whole type, or not these parts of the object, in sentences. */
  readonly unknown: readonly string[];
  /** What to know before believing the change, in sentences. */
  readonly warnings: readonly string[];
}

/** One object through all snapshots. */
export interface ObjectHistory {
  readonly type: ObjectType;
  readonly id: string;
  /** As the latest snapshot that holds it has it. */
  readonly name: string;
  /** The oldest snapshot that holds it. */
  readonly first: HistorySide;
  /** Oldest first; only where something differs. */
  readonly entries: readonly {
    readonly from: HistorySide;
    readonly to: HistorySide;
    readonly change: Change;
    readonly names: ObjectNames;
    /** What to know before believing the change, in sentences. */
    readonly warnings: readonly string[];
  }[];
  /** Snapshots that were passed over, since they do not hold the whole type. */
  readonly unknown: readonly { readonly snapshot: number; readonly reason: string }[];
}

export interface HistorySide {
  readonly snapshot: number;
  /** ISO 8601 UTC. */
  readonly endedAt: string;
}

/** A plan without its steps, which are fetched in pages. */
export interface PlanSummary extends Omit<Plan, "steps"> {
  readonly stepCount: number;
  readonly byAction: Readonly<Partial<Record<StepAction, number>>>;
  readonly requestCount: number;
  readonly impossible: readonly ImpossiblePart[];
  readonly warnings: readonly PlanWarning[];
}

/** One of the ways into the vault. It holds nothing secret. */
export interface SlotDescription {
  readonly id: string;
  readonly kind: "passphrase" | "recovery" | "keystore";
  /** What a person called it; may be empty. */
  readonly label: string;
  /** ISO 8601 UTC; null for the one that a vault of format 1 was made with. */
  readonly createdAt: string | null;
}
