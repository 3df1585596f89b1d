import type { JsonObject } from "./json-value.ts";

/** The catalogue's object types, in the order in which people read them. */
export const objectTypes = [
  "user",
  "group",
  "application",
  "servicePrincipal",
  "conditionalAccessPolicy",
  "namedLocation",
  "authenticationStrengthPolicy",
  "authenticationMethodsPolicy",
  "authorizationPolicy",
  "directoryRole",
  "organization",
  "subscribedSku",
] as const;

export type ObjectType = (typeof objectTypes)[number];

/**
 * One target of a link: a bare object id for reference links (members, owners, manager, sponsors), or a record for
 * links that carry data of their own (appRoleAssignedTo, oauth2PermissionGrants, federatedIdentityCredentials, the members
 * of directory roles).
 */
export type LinkTarget = string | JsonObject;

/**
 * One directory object or policy as captured.
 *
 * `properties` holds what Graph returned for the catalogue's select list, without `id` and without OData noise
 * (`@odata.type` is kept). A property or link that is absent is *unknown*: never read it as null, empty or deleted.
 * A soft-deleted object is in the snapshot too, with a non-null `properties.deletedDateTime`.
 * Reference links are sorted by id and free of duplicates; record links are sorted by the catalogue's key.
 */
export interface DirectoryObject {
  readonly type: ObjectType;
  readonly id: string;
  readonly properties: JsonObject;
  readonly links: Readonly<Record<string, readonly LinkTarget[]>>;
}

/** Names an object without holding it. */
export interface ObjectReference {
  readonly type: ObjectType;
  readonly id: string;
  /** What people call it, as `nameOf` says. */
  readonly name: string;
}

/** True if the object was captured from deletedItems, that is, can still be restored with its id. */
export function isSoftDeleted(object: DirectoryObject): boolean {
  return typeof object.properties.deletedDateTime === "string";
}

/** Display name, unless it is blank, else user principal name, else a licence's part number, else the id. */
export function nameOf({ id, properties }: Pick<DirectoryObject, "id" | "properties">): string {
  const { displayName, userPrincipalName, skuPartNumber } = properties;
  const names = [displayName, userPrincipalName, skuPartNumber].filter((name) => typeof name === "string");
  return names.find((name) => name.trim() !== "") ?? id;
}
