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
    userPrincipalName: fc.constantFrom("ada@contoso.example", "mei@contoso.example"),
  },
  { requiredKeys: [] },
);
const links = fc.constantFrom({}, { manager: [guidOf(900)] }, { manager: [guidOf(901)], sponsors: [guidOf(902)] });
const asked = { ...proof, selected: ["city", "department", "displayName"], links: ["manager"] };
const states = fc.array(fc.tuple(fc.tuple(properties, links), fc.tuple(properties, links), fc.boolean()), {
  maxLength: 8,
});

it("says what the whole objects say, of which it reads only what differs", () => {
  fc.assert(
    fc.property(states, (people) => {
      const person = (place: number, [own, linked]: (typeof people)[number][0]): DirectoryObject => ({
        ...userOf(guidOf(place), own),
        links: linked,
      });
      const vault = newVault();
      const seal = (objects: readonly DirectoryObject[]) => ({ ...sealed(vault, objects), types: { user: asked } });
      const from = seal(people.map(([then], place) => person(place, then)));
      const to = seal(people.map(([then, now, isSame], place) => person(place, isSame ? then : now)));
      const context = { definition: definitionOf("user"), beforeProof: asked, afterProof: asked };
      const whole = [...vault.differences(1, 2)].map((pair) => compareObjects(pair.before, pair.after, context));
      expect([...differencesBetween(vault, from, to)]).toEqual(whole);
      vault.close();
    }),
    { numRuns: 40 },
  );
});
