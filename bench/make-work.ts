import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { JsonObject } from "../preload/contract/json-value.ts";
import { makeApplication } from "./make-application.ts";
import { createRandom, type Random } from "./random.ts";

export interface WorkOptions {
  readonly users: number;
  readonly groups: number;
  readonly applications: number;
  /** How many objects differ in the second state. */
  readonly changes: number;
}

/** The work that the numbers of docs/benchmarks are about: 100,000 users, 20,000 groups, 4,000 applications. */
export function workOf(users: number): WorkOptions {
  const share = users / 100_000;
  return {
    users,
    groups: Math.ceil(20_000 * share),
    applications: Math.ceil(4_000 * share),
    changes: Math.ceil(1_000 * share),
  };
}

export interface Work {
  readonly first: readonly DirectoryObject[];
  readonly second: readonly DirectoryObject[];
  /** Of the second state, the objects that differ. */
  readonly changed: readonly DirectoryObject[];
}

/** A made-up tenant in two states, the same ones for the same options. */
export function makeWork(options: WorkOptions): Work {
  const random = createRandom(20_260_201);
  const userIds = Array.from({ length: options.users }, () => random.guid());
  const first = [...objectsOf(random, options, userIds)];
  const changed = new Map<number, DirectoryObject>();
  while (changed.size < options.changes) {
    const index = random.below(first.length);
    const object = first[index];
    if (object !== undefined) changed.set(index, changeObject(random, object, userIds));
  }
  const second = first.map((object, index) => changed.get(index) ?? object);
  return { first: asRead(first), second: asRead(second), changed: asRead([...changed.values()]) };
}

function* objectsOf(random: Random, options: WorkOptions, userIds: readonly string[]): Generator<DirectoryObject> {
  for (const [index, id] of userIds.entries()) yield makeUser(random, id, index, userIds);
  for (let index = 0; index < options.groups; index += 1) yield makeGroup(random, index, userIds);
  for (let index = 0; index < options.applications; index += 1) yield makeApplication(random, index, userIds);
}

/** The first state one object after the other, for tenants that are too large to be held; `second`: one in a hundred differs. */
export function* streamWork(options: WorkOptions, second: boolean): Generator<DirectoryObject> {
  const random = createRandom(20_260_201);
  const userIds = Array.from({ length: options.users }, () => random.guid());
  let index = 0;
  for (const object of objectsOf(random, options, userIds)) {
    const isChanged = second && index % 100 === 7;
    yield isChanged ? withProperties(object, { description: `Changed ${index}` }) : object;
    index += 1;
  }
}

/** Every object of every type changed a little, for the report with 100,000 changes. */
export function changeEveryUser(objects: readonly DirectoryObject[]): readonly DirectoryObject[] {
  return objects.map((object, index) =>
    object.type === "user" ? withProperties(object, { department: `Moved ${index % 97}` }) : object,
  );
}

/** As Graph's answers give them: out of a JSON parser, each with texts of its own. Put together here, they were ropes. */
function asRead(objects: readonly DirectoryObject[]): readonly DirectoryObject[] {
  return objects.map((object) => JSON.parse(JSON.stringify(object)) as DirectoryObject);
}

function withProperties(object: DirectoryObject, properties: JsonObject): DirectoryObject {
  return { ...object, properties: { ...object.properties, ...properties } };
}

function changeObject(random: Random, object: DirectoryObject, userIds: readonly string[]): DirectoryObject {
  const { members } = object.links;
  if (members !== undefined && random.below(2) === 0) {
    const next = [...new Set([...members, random.pick(userIds)])].sort();
    return { ...object, links: { ...object.links, members: next } };
  }
  if (object.type === "user") {
    return withProperties(object, { department: random.pick(departments), jobTitle: `Former ${random.pick(titles)}` });
  }
  return withProperties(object, { description: `Changed ${random.below(1_000_000)}` });
}

const givenNames =
  "Ada Amir Anna Bela Björn Carla Chen Dana Emre Eva Fatima Georg Hana Ines Ivan Jonas Kaya Lea Lars Mara Mei Nils Noor Olga Omar Pia Raj Rosa Sven Tariq Uma Vera Wei Yara Zoë".split(
    " ",
  );
const surnames =
  "Almeida Bauer Chandra Dietrich Eriksen Fischer García Hoffmann Ivanova Jansen Kowalski Lindqvist Meyer Nakamura Okafor Petrov Quint Rossi Schmidt Tanaka Ueda Vogel Weber Xu Yılmaz Zimmermann".split(
    " ",
  );
const departments =
  "Accounting Legal Logistics Marketing Operations Procurement Production Research Sales Support".split(" ");
const titles = "Analyst Architect Assistant Buyer Clerk Consultant Engineer Lead Planner Technician".split(" ");
const cities = "Berlin Bergen Graz Lyon Malmö Porto Prague Turin Utrecht Warsaw".split(" ");
const countries = "Germany Norway Austria France Sweden Portugal Czechia Italy Netherlands Poland".split(" ");
const plans = ["6fd2c87f-b296-42f0-b197-1e91e994b900", "c7df2760-2c81-4ef7-b578-5b5392b571df"];

function makeUser(random: Random, id: string, index: number, userIds: readonly string[]): DirectoryObject {
  const [givenName, surname] = [random.pick(givenNames), random.pick(surnames)];
  const name = `${givenName}.${surname}.${index}`
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[^a-z0-9.]/g, "");
  const mail = `${name}@contoso.example`;
  const place = random.below(cities.length);
  const created = random.date(2016, 2025);
  const properties: JsonObject = {
    accountEnabled: random.below(20) !== 0,
    businessPhones: random.below(3) === 0 ? [`+49 30 ${100_000 + random.below(900_000)}`] : [],
    city: cities[place] ?? "",
    country: countries[place] ?? "",
    createdDateTime: created,
    department: random.pick(departments),
    displayName: `${givenName} ${surname}`,
    employeeId: `E${100_000 + index}`,
    employeeOrgData: { division: `D${random.below(12)}`, costCenter: `C${1000 + random.below(300)}` },
    employeeType: "Employee",
    givenName,
    identities: [{ signInType: "userPrincipalName", issuer: "contoso.example", issuerAssignedId: mail }],
    jobTitle: random.pick(titles),
    mail,
    mailNickname: name,
    mobilePhone: null,
    onPremisesSyncEnabled: null,
    passwordPolicies: "DisablePasswordExpiration",
    preferredLanguage: "en-GB",
    proxyAddresses: [`SMTP:${mail}`],
    streetAddress: `${random.pick(surnames)}str. ${1 + random.below(200)}`,
    surname,
    usageLocation: "DE",
    userPrincipalName: mail,
    userType: "Member",
    deletedDateTime: null,
    assignedLicenses: [{ skuId: random.pick(plans), disabledPlans: [] }],
  };
  return { type: "user", id, properties, links: { manager: [random.pick(userIds)], sponsors: [] } };
}

function makeGroup(random: Random, index: number, userIds: readonly string[]): DirectoryObject {
  const name = `${random.pick(departments)} ${random.pick(cities)} ${index}`;
  const nickname = name
    .toLowerCase()
    .replaceAll(" ", "-")
    .normalize("NFD")
    .replaceAll(/[^a-z0-9-]/g, "");
  const properties: JsonObject = {
    displayName: name,
    description: `People of ${name}`,
    createdDateTime: random.date(2016, 2025),
    deletedDateTime: null,
    expirationDateTime: null,
    groupTypes: index % 3 === 0 ? ["Unified"] : [],
    isAssignableToRole: null,
    mail: index % 3 === 0 ? `${nickname}@contoso.example` : null,
    mailEnabled: index % 3 === 0,
    mailNickname: nickname,
    membershipRule: null,
    onPremisesSyncEnabled: null,
    preferredLanguage: null,
    proxyAddresses: index % 3 === 0 ? [`SMTP:${nickname}@contoso.example`] : [],
    renewedDateTime: random.date(2016, 2025),
    resourceBehaviorOptions: [],
    securityEnabled: index % 3 !== 0,
    visibility: index % 3 === 0 ? "Private" : null,
  };
  // One in 400 is large; together they average 21 members.
  const size = index % 400 === 0 ? 2000 : 2 + random.below(29);
  const members = [...new Set(Array.from({ length: size }, () => random.pick(userIds)))].sort();
  return { type: "group", id: random.guid(), properties, links: { members, owners: [random.pick(userIds)] } };
}
