import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { compareObjects } from "../compare/compare-objects.ts";
import { anyJson } from "../vault/testing/arbitrary-objects.ts";
import { guidOf, newVault, proof, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import { differencesBetween } from "./differences-between.ts";

afterEach(() => removeFolders());

const deletedDateTime = fc.constantFrom(null, "2026-07-01T00:00:00Z");
const properties = fc.record(
  {
    accountEnabled: fc.boolean(),
    businessPhones: anyJson,
    city: fc.constantFrom("Graz", "Bergen", "", null),
    deletedDateTime,
    department: anyJson,
    displayName: fc.constantFrom("Ada", "Mei", "", null),
    groupTypes: fc.constantFrom([], ["DynamicMembership"]),
    userType: fc.constantFrom("Guest", "Member"),
    userPrincipalName: fc.constantFrom("ada@contoso.example", "mei@contoso.example"),
  },
  { requiredKeys: [] },
);
const links = fc.constantFrom(
  {},
  { manager: [guidOf(900)] },
  { manager: [guidOf(901)], sponsors: [guidOf(902)] },
  { manager: [guidOf(900)], sponsors: [guidOf(904)] },
  { members: [guidOf(903)], sponsors: [] },
  { members: [guidOf(905)], sponsors: [] },
);
const asked = { ...proof, selected: ["city", "department", "displayName"], links: ["manager"] };
const state = fc.record({ properties, links });
/** Mostly some values differ, and neither come nor go. */
const states = fc.array(fc.tuple(state, state, fc.constantFrom("properties", "links", "both", "all", "none")), {
  maxLength: 12,
});

type State = Pick<DirectoryObject, "properties" | "links">;

function edited(then: State, now: State, what: string): State {
  if (what === "all") return now;
  const values = Object.keys(then.properties).map((name) => [
    name,
    now.properties[name] ?? then.properties[name] ?? null,
  ]);
  return {
    properties: what === "links" || what === "none" ? then.properties : Object.fromEntries(values),
    links: what === "links" || what === "both" ? now.links : then.links,
  };
}

it("says what the whole objects say, of which it reads only what differs", () => {
  fc.assert(
    fc.property(states, (people) => {
      const object = (place: number, own: State): DirectoryObject => ({
        ...userOf(guidOf(place), own.properties),
        type: place % 3 === 0 ? "group" : "user",
        links: own.links,
      });
      const vault = newVault();
      const seal = (objects: readonly DirectoryObject[]) => ({
        ...sealed(vault, objects),
        types: { user: asked, group: asked },
      });
      const from = seal(people.map(([then], place) => object(place, then)));
      const to = seal(people.map(([then, now, what], place) => object(place, edited(then, now, what))));
      const whole = [...vault.differences(1, 2)].map(({ type, before, after }) =>
        compareObjects(before, after, { definition: definitionOf(type), beforeProof: asked, afterProof: asked }),
      );
      expect([...differencesBetween(vault, from, to)]).toEqual(whole);
      vault.close();
    }),
    { numRuns: 40 },
  );
});
