import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { Vault } from "../vault/vault.ts";
import type { KnownPeople } from "./known-people.ts";

const batchSize = 500;
const addressProperties = ["userPrincipalName", "mail", "otherMails", "proxyAddresses", "imAddresses"] as const;
const nicknameProperties = ["mailNickname", "onPremisesSamAccountName"] as const;
const twoWords = /^[\p{L}\p{N}]+[._-][\p{L}\p{N}._-]*[\p{L}\p{N}]$/u;
const beginningOfTime = "0001-01-01T00:00:00Z";
const endOfTime = "9999-12-31T23:59:59Z";

/**
 * Gets to know everybody that a snapshot after `after` holds and that audit records name. Of each further snapshot only
 * what differs is read. Yields now and then, so that the caller can give way. Returns the number of the last snapshot.
 */
export function* gatherPeople(vault: Vault, people: KnownPeople, after: number): Generator<undefined, number> {
  let done = 0;
  let last = after;
  for (const { number } of vault.snapshots()) {
    if (number <= after) continue;
    for (const user of usersOf(vault, last, number)) {
      addUser(people, user);
      if (++done % batchSize === 0) yield;
    }
    last = number;
  }
  if (last === after) return last;
  for (const record of vault.auditRecords(beginningOfTime, endOfTime)) {
    addRecord(people, record);
    if (++done % batchSize === 0) yield;
  }
  return last;
}

function* usersOf(vault: Vault, last: number, number: number): Generator<DirectoryObject> {
  if (last === 0) return yield* vault.objects(number, "user");
  for (const { after } of vault.differences(last, number, ["user"])) if (after !== undefined) yield after;
}

function addUser(people: KnownPeople, { id, properties }: DirectoryObject): void {
  people.addPerson(id);
  const { displayName, givenName, surname } = properties;
  if (typeof displayName === "string") people.addName(displayName, id);
  if (isWord(givenName) && isWord(surname)) {
    people.addName(`${givenName} ${surname}`, id);
    people.addName(`${surname}, ${givenName}`, id);
  }
  for (const name of [givenName, surname]) if (typeof name === "string") people.addLoneName(name);
  for (const property of addressProperties)
    for (const address of textsIn(properties[property]))
      addAddress(people, address.replace(/^(?:smtp|sip):/iu, ""), id);
  for (const property of nicknameProperties)
    for (const nickname of textsIn(properties[property])) addNickname(people, nickname, id);
  for (const phone of [properties.mobilePhone, properties.businessPhones, properties.faxNumber].flatMap(textsIn))
    people.addValue("Phone", phone);
  for (const street of textsIn(properties.streetAddress)) people.addValue("Address", street);
  for (const number of textsIn(properties.employeeId)) people.addValue("Detail", number);
}

function addRecord(people: KnownPeople, { initiatedBy, targetResources }: AuditRecord): void {
  const { kind, id, name, address } = initiatedBy;
  if (address !== null) people.addNetworkAddress(address);
  if (kind === "user" && id !== null && name !== null) addNamed(people, id, name);
  for (const target of targetResources)
    if (target.type === "User" && target.id !== null && target.displayName !== null)
      addNamed(people, target.id, target.displayName);
}

function addNamed(people: KnownPeople, id: string, name: string): void {
  people.addPerson(id);
  if (name.includes("@")) addAddress(people, name, id);
  else people.addName(name, id);
}

function addAddress(people: KnownPeople, address: string, id: string): void {
  people.addAddress(address, id);
  addNickname(people, address.split("@")[0] ?? "", id);
}

/** "ada.lovelace" in the name of an application or a folder is Ada Lovelace; a nickname of one word may be a word. */
function addNickname(people: KnownPeople, nickname: string, id: string): void {
  if (twoWords.test(nickname)) people.addName(nickname, id);
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.flatMap(textsIn) : [];
}

function isWord(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value.trim() !== "";
}
