import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { AuditEntryProperty } from "./audit-entry.ts";
import type { MutableJsonObject } from "./demo-state.ts";

/** Graph's properties that the directory keeps together, and how a record tells of them: always the whole list. */
const together: readonly {
  readonly name: string;
  readonly of: readonly string[];
  readonly list: (object: MutableJsonObject) => readonly JsonValue[];
}[] = [
  { name: "KeyDescription", of: ["keyCredentials", "passwordCredentials"], list: keysOf },
  { name: "AppAddress", of: ["web", "spa", "publicClient"], list: addressesOf },
];

/** What a record says of these together, as seen in records of real tenants; an empty list of names where it says none. */
export function sharedProperties(
  before: MutableJsonObject,
  after: MutableJsonObject,
  names: readonly string[],
): readonly AuditEntryProperty[] {
  return together
    .filter(({ of }) => of.some((name) => names.includes(name)))
    .map(({ name, list }) => ({ name, before: list(before), after: list(after) }))
    .filter((entry) => JSON.stringify(entry.before) !== JSON.stringify(entry.after));
}

/** Whether this property is told of only there: `web` holds other things besides addresses. */
export function isToldTogether(name: string): boolean {
  return name !== "web" && together.some(({ of }) => of.includes(name));
}

function keysOf({ keyCredentials, passwordCredentials }: MutableJsonObject): readonly JsonValue[] {
  const keys = objectsIn(keyCredentials).map((key) => described(key, String(key.type), String(key.usage)));
  return [...keys, ...objectsIn(passwordCredentials).map((secret) => described(secret, "Password", "Verify"))];
}

function described({ keyId, displayName }: MutableJsonObject, type: string, usage: string): string {
  return `[KeyIdentifier=${keyId},KeyType=${type},KeyUsage=${usage},DisplayName=${displayName ?? ""}]`;
}

const clientTypes = [
  ["web", 1],
  ["publicClient", 2],
  ["spa", 3],
] as const;

function addressesOf(object: MutableJsonObject): readonly JsonValue[] {
  return clientTypes.flatMap(([name, type]) => {
    const part = object[name];
    const uris = part !== undefined && isJsonObject(part) && Array.isArray(part.redirectUris) ? part.redirectUris : [];
    return uris.map((uri: JsonValue) => ({ AddressType: 0, Address: uri, ReplyAddressClientType: type }));
  });
}

function objectsIn(value: JsonValue | undefined): readonly MutableJsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
