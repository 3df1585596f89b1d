import { describe, expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { catalogue } from "../catalogue/catalogue.ts";
import { selectOf } from "../catalogue/select-of.ts";
import type { DemoState } from "./demo-state.ts";
import { generateTenant } from "./generate-tenant.ts";
import { graphRules } from "./seed/graph-rules.ts";
import type { CastRole } from "./tenant-cast.ts";
import { cast, castMember, castNames, hrActor, named } from "./tenant-cast.ts";

const now = "2026-11-25T08:00:00Z";
const tenant = (users: number, seedNumber = 1) => generateTenant({ users, seedNumber, now });

/** By the properties that Graph answers one group at a time only, too. */
const notInSelect = new Set(["passwordProfile"]);

function linkedIds(state: DemoState): readonly string[] {
  const { members, owners, sponsors, manager, appRoleAssignments, grants, federatedCredentials } = state.links;
  const sets = [members, owners, sponsors].flatMap((map) => [...map].flatMap(([id, targets]) => [id, ...targets]));
  const assigned = [...appRoleAssignments.values()].flatMap(({ principalId, resourceId }) => [principalId, resourceId]);
  const granted = [...grants.values()].flatMap(({ clientId, resourceId, principalId }) => [
    clientId,
    resourceId,
    principalId,
  ]);
  const ends = [...sets, ...[...manager].flat(), ...assigned, ...granted, ...federatedCredentials.keys()];
  return ends.filter((id) => typeof id === "string");
}

describe("generateTenant", () => {
  it("makes the same tenant from the same number, and another from another", () => {
    expect(tenant(200)).toEqual(tenant(200));
    expect(tenant(200, 2).tenantId).not.toBe(tenant(200).tenantId);
    const ids = new Set(tenant(200).objects.user.keys());
    expect([...tenant(200, 2).objects.user.keys()].filter((id) => ids.has(id))).toEqual([]);
  });

  it.each([
    [50, { user: 50, group: 12, application: 8 }],
    [1000, { user: 1000, group: 200, application: 40 }],
  ])("makes %i users with what belongs to them", (users, counts) => {
    const state = tenant(users);
    for (const [type, count] of Object.entries(counts)) expect(state.objects[type as "user"].size).toBe(count);
    expect(state.objects.servicePrincipal.size).toBe(counts.application + 8);
    expect(state.objects.conditionalAccessPolicy.size).toBe(25);
    expect(state.objects.authenticationMethodsPolicy.size).toBe(1);
    expect(state.objects.authorizationPolicy.size).toBe(1);
    expect(state.links.members.size).toBe(counts.group);
  });

  it.each([49, 200_001, 60.5])("refuses %d users", (users) => {
    expect(() => tenant(users)).toThrow(expect.objectContaining({ code: "USAGE_INVALID" }));
  });

  it("refuses a time that is none", () => {
    expect(() => generateTenant({ users: 50, seedNumber: 1, now: "yesterday" })).toThrow(/ISO 8601/);
  });

  it("has no link to nothing, and no address twice", () => {
    const state = tenant(1000, 7);
    const known = new Set(objectTypes.flatMap((type) => [...state.objects[type].keys()]));
    expect(linkedIds(state).filter((id) => !known.has(id))).toEqual([]);
    const names = [...state.objects.user.values()].map(({ userPrincipalName }) =>
      String(userPrincipalName).toLowerCase(),
    );
    expect(new Set(names).size).toBe(1000);
    expect(names.every((name) => /^[a-z0-9.#_-]+(#ext#)?@nordwind\.example$/.test(name))).toBe(true);
  });

  it("has a hierarchy without a circle, with one chief", () => {
    const { links, objects } = tenant(1000, 3);
    const heads = [...objects.user.values()].filter(
      ({ id, employeeId }) => employeeId !== null && !links.manager.has(String(id)),
    );
    expect(heads.map(({ jobTitle }) => jobTitle)).toEqual(["Chief Executive Officer"]);
    for (const start of links.manager.keys()) {
      const seen = new Set<string>();
      for (let at: string | undefined = start; at !== undefined; at = links.manager.get(at)) {
        expect(seen.has(at)).toBe(false);
        seen.add(at);
      }
    }
  });

  it("gives every object every property that the catalogue asks for", () => {
    const { objects } = tenant(200, 5);
    for (const type of ["user", "group", "application", "servicePrincipal", "conditionalAccessPolicy"] as const) {
      const asked = selectOf(catalogue[type]).filter((name) => !notInSelect.has(name));
      for (const object of objects[type].values()) expect(asked.filter((name) => !(name in object))).toEqual([]);
    }
  });

  it("holds the cast and what they play with, whatever the number", () => {
    for (const seedNumber of [0, 1, 99, -5]) {
      const state = tenant(50, seedNumber);
      for (const role of Object.keys(cast) as CastRole[]) expect(castMember(state, role).accountEnabled).toBe(true);
      expect(hrActor(state)).toMatchObject({ kind: "app", name: castNames.hrApplication });
      expect(named(state, "group", castNames.emergencyGroup).isAssignableToRole).toBe(true);
    }
  });

  it("writes policies and locations that Graph's rules accept", () => {
    const { objects } = tenant(50);
    for (const type of ["conditionalAccessPolicy", "namedLocation"] as const) {
      for (const object of objects[type].values()) {
        expect([object.displayName, graphRules(type, object)]).toEqual([object.displayName, undefined]);
      }
    }
  });

  it("has people of many scripts, guests, synced accounts, and groups of every kind", () => {
    const { objects } = tenant(1000);
    const users = [...objects.user.values()];
    const names = users.map(({ displayName }) => String(displayName));
    for (const script of [
      /\p{Script=Arabic}/u,
      /\p{Script=Hebrew}/u,
      /\p{Script=Han}/u,
      /\p{Script=Thai}/u,
      /['’]/,
      /\p{Extended_Pictographic}/u,
    ]) {
      expect(names.some((name) => script.test(name))).toBe(true);
    }
    expect(users.filter(({ userType }) => userType === "Guest").length).toBeGreaterThan(15);
    expect(users.filter(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled === true).length).toBeGreaterThan(15);
    const kinds = [...objects.group.values()].map(({ groupTypes, isAssignableToRole, onPremisesSyncEnabled }) =>
      JSON.stringify([groupTypes, isAssignableToRole, onPremisesSyncEnabled]),
    );
    expect(new Set(kinds)).toEqual(
      new Set([
        "[[],null,null]",
        "[[],true,null]",
        '[["DynamicMembership"],null,null]',
        '[["Unified"],null,null]',
        "[[],null,true]",
      ]),
    );
  });

  it("is ready in a few seconds for 100,000 users", () => {
    const started = performance.now();
    const state = tenant(100_000);
    const sizes = [...state.links.members.values()].map(({ size }) => size);
    const took = `${Math.round(performance.now() - started)} ms`;
    const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    process.stdout.write(`demo tenant of 100,000 users: ${took}, ${average.toFixed(1)} members a group\n`);
    expect(state.objects.group.size).toBe(20_000);
    expect(sizes.filter((size) => size === 2000).length).toBeGreaterThan(2);
    expect(average).toBeGreaterThan(15);
    expect(average).toBeLessThan(35);
  });
});
