import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { graphTime, newId, nextInteger } from "../demo-state.ts";
import { blankUser } from "./blank-user.ts";
import type { Seeded } from "./draw.ts";
import { chance, draw, drawBelow } from "./draw.ts";
import type { PersonName } from "./name-lists.ts";
import type { Department, Office } from "./organisation-lists.ts";
import { licences, offices } from "./organisation-lists.ts";

const dayMs = 86_400_000;

/** When an object of the tenant was made: up to eight years before now, never in the last month. */
export function drawTime(state: DemoState, years = 8): string {
  return graphTime(state.clockMs - 30 * dayMs - drawBelow(state, years * 31_536_000) * 1000);
}

/** Directory objects' security identifier, as it follows from the object id. */
export function drawSecurityIdentifier(seeded: Seeded): string {
  return `S-1-12-1-${nextInteger(seeded)}-${nextInteger(seeded)}-${nextInteger(seeded)}-${nextInteger(seeded)}`;
}

/** Local part of an address that nobody has yet. */
export type FreeAddress = (wanted: string) => string;

export function freeAddresses(): FreeAddress {
  const taken = new Map<string, number>();
  return (wanted) => {
    const count = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, count);
    return count === 1 ? wanted : `${wanted}${count}`;
  };
}

/** What every member account has, whatever it is for. */
export function makeMember(state: DemoState, local: string, displayName: string): MutableJsonObject {
  const address = `${local}@${state.domain}`;
  const user = blankUser();
  user.id = newId(state);
  user.createdDateTime = drawTime(state);
  user.displayName = displayName;
  user.identities = [{ signInType: "userPrincipalName", issuer: state.domain, issuerAssignedId: address }];
  user.lastPasswordChangeDateTime = user.createdDateTime;
  user.mailNickname = local;
  user.securityIdentifier = drawSecurityIdentifier(state);
  user.signInSessionsValidFromDateTime = user.createdDateTime;
  user.usageLocation = "NO";
  user.userPrincipalName = address;
  return user;
}

/** An employee with an office, a licence and a telephone. */
export function makeEmployee(
  state: DemoState,
  local: string,
  name: Pick<PersonName, "given" | "family" | "display" | "language">,
  department: Department,
  title: string,
): MutableJsonObject {
  const user = makeMember(state, local, name.display);
  const address = String(user.userPrincipalName);
  user.givenName = name.given;
  user.surname = name.family;
  user.preferredLanguage = name.language;
  user.department = department.name;
  user.jobTitle = title;
  user.companyName = state.tenantName;
  user.employeeId = String(100_000 + state.objects.user.size);
  user.employeeType = chance(state, 6) ? "Contractor" : "Employee";
  user.employeeOrgData = orgDataOf(department);
  user.employeeHireDate = `${String(user.createdDateTime).slice(0, 10)}T00:00:00Z`;
  user.mail = address;
  user.proxyAddresses = [`SMTP:${address}`];
  user.imAddresses = [address];
  user.showInAddressList = true;
  settle(state, user, draw(state, offices));
  license(user, licenceOf(state, department));
  if (chance(state, 2)) user.accountEnabled = false;
  if (chance(state, 5)) synchronise(state, user, local);
  return user;
}

const orgData = new Map<string, MutableJsonObject>();

function orgDataOf({ name, costCenter }: Department): MutableJsonObject {
  const known = orgData.get(name) ?? { costCenter, division: name };
  orgData.set(name, known);
  return known;
}

function settle(state: DemoState, user: MutableJsonObject, office: Office): void {
  user.officeLocation = office.name;
  user.city = office.city;
  user.country = office.country;
  user.postalCode = office.postalCode;
  user.streetAddress = office.street;
  user.usageLocation = office.code;
  user.businessPhones = [`${office.phone} ${1000 + drawBelow(state, 9000)}`];
  if (chance(state, 70)) user.mobilePhone = `${office.phone} ${100_000 + drawBelow(state, 900_000)}`;
}

function licenceOf(state: DemoState, { name }: Department): string {
  if (name === "Information Technology") return licences.e5;
  if (name === "Warehouse Operations" || name === "Road Transport") return licences.f3;
  return chance(state, 30) ? licences.e5 : licences.e3;
}

interface Licence {
  readonly assignedLicenses: readonly MutableJsonObject[];
  readonly licenseAssignmentStates: readonly MutableJsonObject[];
}

/** Shared by all who have it: arrays are never changed in place. */
const shared = new Map<string, Licence>(Object.values(licences).map((skuId) => [skuId, licenceFor(skuId)]));

function licenceFor(skuId: string): Licence {
  const state = { assignedByGroup: null, state: "Active", error: "None", lastUpdatedDateTime: "2025-03-01T04:10:00Z" };
  const disabledPlans: readonly string[] = [];
  return {
    assignedLicenses: [{ skuId, disabledPlans }],
    licenseAssignmentStates: [{ skuId, disabledPlans, ...state }],
  };
}

function license(user: MutableJsonObject, skuId: string): void {
  Object.assign(user, shared.get(skuId));
}

function synchronise(state: DemoState, user: MutableJsonObject, local: string): void {
  user.onPremisesSyncEnabled = true;
  user.onPremisesDomainName = `ad.${state.domain}`;
  user.onPremisesDistinguishedName = `CN=${local},OU=Staff,DC=ad,DC=${state.domain.replaceAll(".", ",DC=")}`;
  user.onPremisesSamAccountName = local.slice(0, 20);
  user.onPremisesUserPrincipalName = user.userPrincipalName ?? null;
  user.onPremisesImmutableId = Buffer.from(String(user.id).replaceAll("-", ""), "hex").toString("base64");
  user.onPremisesSecurityIdentifier = `S-1-5-21-${nextInteger(state)}-${nextInteger(state)}-${1000 + drawBelow(state, 900_000)}`;
  user.onPremisesLastSyncDateTime = graphTime(state.clockMs - drawBelow(state, 1800) * 1000);
}

const partners = ["partner-havn.example", "kranservice.example", "spedition-weber.example", "portodata.example"];

/** A person of another organisation who accepted an invitation. */
export function makeGuest(state: DemoState, local: string, name: PersonName): MutableJsonObject {
  const home = draw(state, partners);
  const user = makeMember(state, `${local}_${home}#EXT#`, name.display);
  const address = `${local}@${home}`;
  user.mail = address;
  user.mailNickname = `${local}_${home}#EXT#`;
  user.otherMails = [address];
  user.proxyAddresses = [`SMTP:${address}`];
  user.userType = "Guest";
  user.creationType = "Invitation";
  user.externalUserState = chance(state, 85) ? "Accepted" : "PendingAcceptance";
  user.externalUserStateChangeDateTime = user.createdDateTime ?? null;
  user.usageLocation = null;
  user.identities = [
    { signInType: "federated", issuer: "ExternalAzureAD", issuerAssignedId: null },
    { signInType: "userPrincipalName", issuer: state.domain, issuerAssignedId: user.userPrincipalName ?? null },
  ];
  if (chance(state, 40)) user.companyName = home;
  return user;
}
