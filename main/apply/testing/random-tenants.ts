import fc from "fast-check";
import type { DirectoryObject, LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { namesAny } from "../../plan/replace-ids.ts";
import { testId, testObject } from "../../plan/testing/two-states.ts";

const people = [1, 2, 3, 4].map((number) => testId("u", number));
const groups = [1, 2].map((number) => testId("g", number));
export const testRole = testId("role", 1);
const principals = [1, 2].map((number) => testId("s", number));
const applicationId = testId("a", 1);
const locationId = testId("l", 1);
const policies = [1, 2].map((number) => testId("p", number));

const some = (ids: readonly string[]) => fc.subarray([...ids]).map((list) => [...list].sort());
const word = fc.constantFrom("one", "two", "three");
const flag = fc.boolean();
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const userProperties = fc.record({
  displayName: word,
  department: maybe(word),
  jobTitle: maybe(word),
  mobilePhone: maybe(word),
  businessPhones: some(["+49 1"]),
  accountEnabled: flag,
  usageLocation: fc.constantFrom("DE", "FR"),
  assignedLicenses: some(["sku1", "sku2"]).map((skus) => skus.map((skuId) => ({ skuId, disabledPlans: [] }))),
  onPremisesExtensionAttributes: fc.record({ extensionAttribute1: maybe(word), extensionAttribute2: maybe(word) }),
});

const groupProperties = fc.record({
  displayName: word,
  description: maybe(word),
  visibility: fc.constantFrom("Public", "Private"),
});

const roles = (ids: readonly string[]) =>
  some(ids).chain((chosen) =>
    fc.tuple(
      ...chosen.map((id) =>
        fc.record({ description: word, isEnabled: flag }).map((role) => ({ id, value: id, ...role })),
      ),
    ),
  );
const applicationProperties = fc.record({
  displayName: word,
  identifierUris: some(["api://one", "api://two"]),
  web: fc.record({ redirectUris: some(["https://a.example", "https://b.example"]), logoutUrl: maybe(word) }),
  appRoles: roles(["r1", "r2"]),
});

const policyProperties = fc.record({
  displayName: word,
  state: fc.constantFrom("enabled", "disabled"),
  conditions: fc.record({
    users: fc.record({ includeUsers: some(people), excludeUsers: some(people), excludeGroups: some(groups) }),
    applications: fc.constant({ includeApplications: ["All"] }),
    clientAppTypes: fc.constant(["all"]),
    locations: maybe(fc.record({ includeLocations: fc.constant(["All"]), excludeLocations: some([locationId]) })),
  }),
  grantControls: fc.record({ operator: fc.constant("OR"), builtInControls: fc.constantFrom(["mfa"], ["block"]) }),
});

const locationProperties = fc.record({
  "@odata.type": fc.constant("#microsoft.graph.ipNamedLocation"),
  displayName: word,
  isTrusted: flag,
  ipRanges: some(["192.0.2.0/24", "198.51.100.0/24"]).map((ranges) =>
    ranges.map((cidrAddress) => ({ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress })),
  ),
});

const assignedAt = (resourceId: string) =>
  some(people).map((ids) =>
    ids.map((principalId) => ({
      id: `at ${resourceId} of ${principalId}`,
      principalId,
      resourceId,
      appRoleId: testRole,
    })),
  );
const granted = fc
  .tuple(maybe(some(["User.Read", "Mail.Read"])), maybe(some(["Files.Read"])))
  .map(([everybody, one]) => [
    ...grant("all", everybody, { consentType: "AllPrincipals", principalId: null }),
    ...grant("one", one, { consentType: "Principal", principalId: people[0] ?? "" }),
  ]);

function grant(id: string, scopes: readonly string[] | null, more: JsonObject): readonly JsonObject[] {
  if (scopes === null || scopes.length === 0) return [];
  return [{ id, clientId: principals[0] ?? "", resourceId: principals[1] ?? "", scope: scopes.join(" "), ...more }];
}

type Arbitrary = fc.Arbitrary<DirectoryObject>;

const users: readonly Arbitrary[] = people.map((id) =>
  fc
    .tuple(userProperties, fc.subarray(people, { maxLength: 1 }))
    .map(([properties, manager]) =>
      testObject(
        "user",
        id,
        { userPrincipalName: `${id}@contoso.example`, mailNickname: id, ...properties },
        { manager },
      ),
    ),
);
const groupObjects: readonly Arbitrary[] = groups.map((id) =>
  fc.tuple(groupProperties, some(people), some(people)).map(([properties, members, owners]) => {
    const kind = { groupTypes: [], mailEnabled: false, securityEnabled: true, mailNickname: id };
    return testObject("group", id, { ...kind, ...properties }, { members, owners });
  }),
);
const applications: Arbitrary = fc
  .tuple(applicationProperties, some(people))
  .map(([properties, owners]) =>
    testObject(
      "application",
      applicationId,
      { appId: testId("appid", 1), ...properties },
      { owners, federatedIdentityCredentials: [] },
    ),
  );
const servicePrincipals: readonly Arbitrary[] = principals.map((id, index) =>
  fc
    .tuple(some(["tag1", "tag2"]), flag, assignedAt(id), granted)
    .map(([tags, accountEnabled, appRoleAssignedTo, grants]) =>
      testObject(
        "servicePrincipal",
        id,
        { displayName: `principal ${index}`, appId: testId("spapp", index), tags, accountEnabled },
        { owners: [], appRoleAssignedTo, oauth2PermissionGrants: index === 0 ? grants : [] },
      ),
    ),
);
const policyObjects: readonly Arbitrary[] = policies.map((id) =>
  policyProperties.map((properties) => testObject("conditionalAccessPolicy", id, properties)),
);
const locations: Arbitrary = locationProperties.map((properties) =>
  testObject("namedLocation", locationId, properties),
);

/** A small tenant in which anything may be different but nothing is missing. */
export const tenants: fc.Arbitrary<readonly DirectoryObject[]> = fc.tuple(
  locations,
  ...users,
  ...groupObjects,
  applications,
  ...servicePrincipals,
  ...policyObjects,
);

/** A tenant some of whose users and groups are in the recycle bin; nothing but policies names them any more. */
export const tenantsWithBin: fc.Arbitrary<readonly DirectoryObject[]> = fc
  .tuple(tenants, fc.subarray([...people, ...groups], { maxLength: 2 }))
  .map(([objects, bin]) => objects.map((object) => withBin(object, bin)));

function withBin(object: DirectoryObject, bin: readonly string[]): DirectoryObject {
  const isGone = (target: LinkTarget) => namesAny(target, new Set(bin));
  const links = Object.entries(object.links).map(([name, targets]) => [name, targets.filter((one) => !isGone(one))]);
  const deleted = bin.includes(object.id) ? { deletedDateTime: "2026-11-01T10:00:00Z" } : {};
  return { ...object, properties: { ...object.properties, ...deleted }, links: Object.fromEntries(links) };
}
