import { describe, expect, it } from "vitest";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { catalogue, selectOf } from "./catalogue.ts";
import { notCaptured } from "./not-captured.ts";
import type { ObjectTypeDefinition, PropertyRule } from "./object-type-definition.ts";
import {
  faultsOf,
  fullObject,
  hasPublishedSchema,
  linksOf,
  objectIn,
  propertiesOf,
} from "./published-schema-for-tests.ts";

/** Graph's own names; a location is one of two. */
const graphTypes: readonly (readonly [ObjectType, readonly string[]])[] = [
  ["user", ["user"]],
  ["group", ["group"]],
  ["application", ["application"]],
  ["servicePrincipal", ["servicePrincipal"]],
  ["conditionalAccessPolicy", ["conditionalAccessPolicy"]],
  ["namedLocation", ["ipNamedLocation", "countryNamedLocation"]],
  ["authenticationStrengthPolicy", ["authenticationStrengthPolicy"]],
  ["authenticationMethodsPolicy", ["authenticationMethodsPolicy"]],
  ["authorizationPolicy", ["authorizationPolicy"]],
];

/** The description has no directory roles and no subscribed licences; of what is only read the names are checked alone. */
const described: typeof graphTypes = [...graphTypes, ["organization", ["organization"]]];

/** Links that snapshots hold at their other end. */
const heldElsewhere: Readonly<Record<string, readonly (readonly [ObjectType, string])[]>> = {
  memberOf: [["group", "members"]],
  transitiveMemberOf: [["group", "members"]],
  transitiveMembers: [["group", "members"]],
  directReports: [["user", "manager"]],
  sponsorOf: [["user", "sponsors"]],
  ownedObjects: [
    ["group", "owners"],
    ["application", "owners"],
    ["servicePrincipal", "owners"],
  ],
  appRoleAssignments: [["servicePrincipal", "appRoleAssignedTo"]],
  oauth2PermissionGrants: [["servicePrincipal", "oauth2PermissionGrants"]],
};

const told = (type: ObjectType) => (notCaptured[type] ?? []).flatMap(({ names }) => names);

const properties = (definition: ObjectTypeDefinition) => Object.keys(definition.properties);

describe.skipIf(!hasPublishedSchema)("Microsoft's published description", () => {
  it.each(described)("knows every name that is asked for of %s", (type, names) => {
    const known = new Set(names.flatMap((name) => Object.keys(propertiesOf(name))));
    expect(selectOf(catalogue[type]).filter((name) => !known.has(name) && name !== inlined(type))).toEqual([]);
  });

  it.each(described)("has nothing of %s that is neither captured nor said not to be", (type, names) => {
    const { links } = catalogue[type];
    const known = new Set([...properties(catalogue[type]), ...Object.keys(links), ...told(type), "id"]);
    const all = names.flatMap((name) => [...Object.keys(propertiesOf(name)), ...linksOf(name)]);
    expect(all.filter((name) => !known.has(name) && heldElsewhere[name] === undefined)).toEqual([]);
  });

  it.each(described)("has all of %s that is said not to be captured, which is not captured", (type, names) => {
    const all = new Set(names.flatMap((name) => [...Object.keys(propertiesOf(name)), ...linksOf(name)]));
    expect(told(type).filter((name) => !all.has(name))).toEqual([]);
    const captured = [...selectOf(catalogue[type]), ...Object.keys(catalogue[type].links)];
    expect(told(type).filter((name) => captured.includes(name))).toEqual([]);
    expect(new Set(told(type)).size).toBe(told(type).length);
  });

  it("has at the other end what is said to be there", () => {
    for (const [type, link] of Object.values(heldElsewhere).flat())
      expect(catalogue[type].links).toHaveProperty([link]);
  });

  it.each(graphTypes)("names every part of the blocks of %s", (type, names) => {
    for (const name of names) {
      const full = fullObject(name);
      const rules = Object.entries(catalogue[type].properties).filter(([, rule]) => rule.write.route === "patch");
      expect(rules.flatMap(([property, rule]) => partsWithoutRule(full[property], rule, property))).toEqual([]);
    }
  });

  it.each(graphTypes)("accepts every update of %s", (type, names) => {
    for (const name of names) {
      const requests = catalogue[type].updateRequests("an-id", fullObjectOf(name), {});
      expect(requests.length).toBeGreaterThan(0);
      for (const { body = {}, path } of requests) {
        const graphType = path.endsWith("assignLicense") ? undefined : name;
        if (graphType) expect(faultsOf(graphType, body)).toEqual([]);
      }
    }
  });

  it.each(graphTypes)("accepts the body that makes %s again", (type, names) => {
    for (const name of names) {
      const definition = catalogue[type];
      const request = definition.createRequest({ type, id: "an-id", properties: fullObjectOf(name), links: {} });
      expect(request !== undefined).toBe(definition.canCreate);
      // A service principal's appId and a group's kind are refused in a PATCH only.
      if (request?.body) expect(faultsOf(name, request.body)).toEqual([]);
    }
  });

  it("accepts every method's settings", () => {
    const methods = ["email", "fido2", "microsoftAuthenticator", "qrCodePin", "sms", "softwareOath"];
    const more = ["temporaryAccessPass", "verifiableCredentials", "voice", "x509Certificate", "external"];
    for (const method of [...methods, ...more]) {
      const name = `${method}AuthenticationMethodConfiguration`;
      const configuration = { ...fullObject(name), "@odata.type": `#microsoft.graph.${name}`, id: method };
      const before = { "@odata.type": configuration["@odata.type"], id: method };
      const [request, ...rest] = catalogue.authenticationMethodsPolicy.updateRequests(
        "authenticationMethodsPolicy",
        { authenticationMethodConfigurations: [configuration] },
        { authenticationMethodConfigurations: [before] },
      );
      expect(rest).toEqual([]);
      expect(faultsOf(name, request?.body ?? {})).toEqual([]);
      // Everything but the id was written: the catalogue knows every setting of every method.
      expect(Object.keys(request?.body ?? {}).sort()).toEqual(
        Object.keys(configuration)
          .filter((key) => key !== "id")
          .sort(),
      );
    }
  });
});

/** A collection of its own in the description that the policy's answer holds all the same. */
function inlined(type: ObjectType): string | undefined {
  const names: Partial<Record<ObjectType, string>> = {
    authenticationMethodsPolicy: "authenticationMethodConfigurations",
    authenticationStrengthPolicy: "combinationConfigurations",
  };
  return names[type];
}

/** Without what no list gives, and as a person or group that can be written. */
function fullObjectOf(name: string): JsonObject {
  const full = fullObject(name);
  const type = name.endsWith("NamedLocation") ? { "@odata.type": `#microsoft.graph.${name}` } : {};
  const cloudOnly = "onPremisesSyncEnabled" in full ? { onPremisesSyncEnabled: false } : {};
  const kind = name === "group" ? { groupTypes: ["Unified"] } : {};
  return { ...full, ...type, ...cloudOnly, ...kind };
}

/** The parts of a full value that have no rule. */
function partsWithoutRule(value: JsonObject[string] | undefined, rule: PropertyRule, place: string): readonly string[] {
  const object = objectIn(Array.isArray(value) ? value[0] : value);
  return Object.entries(object).flatMap(([name, part]) => {
    const inner = rule.inside?.[name];
    if (name === "@odata.type" || rule.comparison === "reference" || rule.volatile) return [];
    if (inner === undefined) return rule.comparison === "set" ? [] : [`${place}.${name}`];
    return partsWithoutRule(part, inner, `${place}.${name}`);
  });
}

describe.skipIf(!hasPublishedSchema)("records", () => {
  const record = (link: string, target: JsonObject) => {
    const type = link === "federatedIdentityCredentials" ? "application" : "servicePrincipal";
    const id = "5f1c0d8e-0001-4000-8000-000000000001";
    return catalogue[type].linkRequests(id, link, [target], [])[0]?.body ?? {};
  };

  it.each([
    ["appRoleAssignedTo", "appRoleAssignment"],
    ["oauth2PermissionGrants", "oAuth2PermissionGrant"],
    ["federatedIdentityCredentials", "federatedIdentityCredential"],
  ])("of %s are accepted", (link, type) => {
    const body = record(link, fullObject(type));
    expect(Object.keys(body).length).toBeGreaterThan(2);
    expect(faultsOf(type, body)).toEqual([]);
  });
});
