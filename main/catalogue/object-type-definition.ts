import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";

/**
 * How two values of one path are compared.
 * value: deep equality. text: case-sensitive text. word: letter case does not matter (ids, enums, UPNs).
 * set: an array whose order and duplicates do not matter. words: a set whose elements ignore letter case.
 * list: an array whose order matters. keyed: an array of objects that `key` identifies; order does not matter.
 * flags: one comma- or space-joined string that is really a set. reference: an expanded object of which only `id` counts.
 */
export type Comparison = "value" | "text" | "word" | "set" | "words" | "list" | "keyed" | "flags" | "reference";

/** How a property gets back into the tenant. */
export type WriteRoute =
  /** With the object's own PATCH, together with the others. */
  | { readonly route: "patch" }
  /** In a PATCH of its own (Exchange-side group settings, sensitive user fields); `permissions` when they differ. */
  | { readonly route: "patch-alone"; readonly permissions?: readonly string[] }
  /** Through an action: assignLicense, a configuration's own address ... The definition's writer knows how. */
  | { readonly route: "action"; readonly permissions?: readonly string[] }
  /** Elements that came since can be taken away through an action; what was there then cannot be put back, and why. */
  | { readonly route: "removal-only"; readonly reason: string; readonly manual: string }
  /** Only in the body of a POST. */
  | { readonly route: "create-only"; readonly reason: string; readonly manual: string }
  /** Never: `reason` says why, `manual` what a person can do instead. */
  | { readonly route: "never"; readonly reason: string; readonly manual: string };

export interface PropertyRule {
  readonly comparison: Comparison;
  readonly write: WriteRoute;
  /** For keyed: the property that identifies an element; several are joined. */
  readonly key?: readonly string[];
  /** Changes by itself or says nothing of the configuration (timestamps, ETags): captured where free, never compared. */
  readonly volatile?: true;
  /** Never readable; named here so that people are told that it does not come back. */
  readonly secret?: true;
  /** For keyed: elements that only say what another property says; Graph makes them follow it, so they are never compared. */
  readonly mirrored?: { readonly name: string; readonly value: string };
  /** Graph refuses null here. */
  readonly notClearable?: true;
  /** Written in a step of its own, because Graph refuses it for reasons that say nothing of the rest. */
  readonly ownStep?: true;
  /** Of older exports only: Graph v1.0 neither gives nor takes it any more. */
  readonly retired?: true;
  /** Not asked for with the list: Graph answers it one object at a time only, or never. */
  readonly notOnList?: true;
  /** Read in a list of its own, with this permission (and, of a person, role): asking for it without fails everything. */
  readonly apart?: { readonly permission: string; readonly role: string };
  /**
   * Other top-level properties that the writer has to see beside this one; a step that writes this one carries them.
   * What is never written (licenseAssignmentStates, @odata.type) as it is in the two states; what could be written as it
   * is now on both sides, so that the writer leaves it alone unless it was chosen too.
   */
  readonly needs?: readonly string[];
  /** Where this one differs, Graph takes these properties only along with it, and it only along with them. */
  readonly carries?: readonly string[];
  /** Which type's ids the value holds, so that names can be shown and new ids put in after a re-creation. */
  readonly refersTo?: readonly ReferenceKind[];
  /** Graph takes no write of it that names what is gone, also where it was named there before. */
  readonly refusesGone?: true;
  /** Rules for what is inside, by name; elements of arrays are addressed without an index. */
  readonly inside?: Readonly<Record<string, PropertyRule>>;
}

/**
 * What an id in a value or link can name. `appId` is the application's client id; `roleTemplate` one of Microsoft's roles,
 * of which the list of roles leaves some out: what is not found there need not be gone.
 */
export type ReferenceKind = ObjectType | "directoryObject" | "appId" | "roleTemplate" | "agreement";

export interface LinkRule {
  /** reference: a set of object ids. record: objects that `key` identifies. */
  readonly shape: "reference" | "record";
  readonly key?: readonly string[];
  /** At most one target (manager). */
  readonly single?: true;
  readonly refersTo: readonly ReferenceKind[];
  readonly read: LinkReading;
  /**
   * Needs more than the type does: where Graph refuses it the link is unknown and a note says why; the type is complete all
   * the same.
   */
  readonly apart?: { readonly permission: string; readonly role: string; readonly licence: string };
  readonly write: WriteRoute;
  readonly permissions: readonly string[];
  /** Whether this object's link is read and compared at all; absent: every object's is. */
  appliesTo?(object: DirectoryObject): boolean;
  /** The property that says whether people make this link or a rule does: writing it can lose what people made. */
  readonly decidedBy?: string;
}

/** Where a link is read. Paths have `{id}` for the object's id. */
export type LinkReading =
  /** One paged list an object. */
  | { readonly from: "each"; readonly path: string; readonly select?: readonly string[] }
  /** One object or 404 for "none" (manager). */
  | { readonly from: "single"; readonly path: string }
  /** One tenant-wide list, spread over the objects by `ownerKey` (all delegated grants, by clientId). */
  | { readonly from: "tenant-list"; readonly path: string; readonly ownerKey: string }
  /**
   * Arrives with the type's delta rounds under this name, and can be read one object at a time at `path`. `heldBy`: by type
   * of target, where the objects that hold one are listed.
   */
  | {
      readonly from: "delta";
      readonly path: string;
      readonly heldBy: Readonly<Partial<Record<ObjectType, string>>>;
    };

/**
 * One Graph request that a writer wants sent; `path` starts with a slash and is relative to `/v1.0`. Text in bodies may
 * hold `graphPlaceholder` and `passwordPlaceholder` (placeholders.ts), which the apply stage fills in.
 */
export interface WriteRequest {
  readonly method: "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: JsonObject;
  /** These answers are success too ("already exists" on add, "not found" on remove). */
  readonly alsoFine?: readonly {
    readonly status: number;
    readonly errorCode?: string;
    readonly messagePart?: string;
  }[];
  /** Wait until a read of the object shows this part of the body before the next request (disable before remove). */
  readonly awaitVisible?: true;
  /** Sent one by one in its place if it is refused with a 4xx, so that one dead id does not stop the others (fault C25). */
  readonly otherwise?: readonly WriteRequest[];
  /** What the answer's id becomes known as: a created object, or an assignment. */
  readonly yields?: "objectId";
}

export interface ListReading {
  /** "/users"; for singletons the one object's address. */
  readonly path: string;
  readonly singleton?: true;
  /** Names of Microsoft's clouds that do not offer it: it is not asked for there unless somebody names it. */
  readonly notIn?: readonly string[];
  /** Page size to ask for; absent: `$top` is never sent (Conditional Access, fault A1). */
  readonly top?: number;
  /** Whether `{path}/$count` with ConsistencyLevel: eventual works. */
  readonly countable: boolean;
  /** Where the list is whole although v1.0 leaves some out without a word: read to see which, and for nothing else. */
  readonly whole?: string;
  /** "/users/delta"; absent where Graph has none. */
  readonly delta?: string;
  /** "/directory/deletedItems/microsoft.graph.user"; absent where soft deletion does not exist. */
  readonly deletedItems?: string;
  /** Whether `$select` is sent. */
  readonly selectable: boolean;
  /** "conditionalAccess" is the class of one request a second. */
  readonly limit: "directory" | "conditionalAccess" | "policy";
}

/** Why something cannot be put back, and what a person can do instead. */
export interface Obstacle {
  readonly reason: string;
  readonly manual: string;
}

/** All that the product knows of one object type. A new type is one new file that exports one of these. */
export interface ObjectTypeDefinition {
  readonly type: ObjectType;
  readonly singular: string;
  readonly plural: string;
  /** Another property by which values name one of them (`skuId`); only where there are few. */
  readonly alias?: string;
  /** What audit records call one of them, in lower case, as a pattern; absent: what people call it. */
  readonly auditNoun?: string;
  /** Of what a tenant has once: the activities of its records, whose targets carry ids that Graph does not know. */
  readonly auditActivities?: readonly string[];
  readonly list: ListReading;
  readonly readPermissions: readonly string[];
  /** Of a person: the least roles that may read it, in words. */
  readonly readRole: string;
  readonly writePermissions: readonly string[];
  readonly properties: Readonly<Record<string, PropertyRule>>;
  readonly links: Readonly<Record<string, LinkRule>>;
  readonly canCreate: boolean;
  readonly canDelete: boolean;
  /** What a re-created object never gets back (password, secrets, MFA methods ...), in words. */
  readonly lostOnRecreate: readonly string[];
  /** Why this object as a whole cannot be written (synced, Microsoft's own, managed identity ...); undefined if it can. */
  blocked(object: DirectoryObject): Obstacle | undefined;
  /** The same of one top-level property of this object, where Graph takes it of others (a formerly synchronised person). */
  attributeBlocked?(object: DirectoryObject, property: string): Obstacle | undefined;
  /** The same per link: dynamic groups' members, role-assignable groups ... */
  linkBlocked(object: DirectoryObject, link: string): Obstacle | undefined;
  /** Why this object cannot be made again although its type can (a guest, say). */
  createBlocked?(object: DirectoryObject): Obstacle | undefined;
  /** Permissions that writing this object and its links needs besides (role-assignable groups). */
  permissionsFor?(object: DirectoryObject): readonly string[];
  /** Requests that put `promised` (whole write units) in place of `expected`. Pure. */
  updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[];
  /** Requests for the links of one object. Pure. */
  linkRequests(id: string, link: string, add: readonly unknown[], remove: readonly unknown[]): readonly WriteRequest[];
  /** The POST that makes the object again, from its snapshot. Pure. Undefined if it cannot be created. */
  createRequest(object: DirectoryObject): WriteRequest | undefined;
  restoreRequest(id: string): WriteRequest | undefined;
  deleteRequests(object: DirectoryObject): readonly WriteRequest[];
}
