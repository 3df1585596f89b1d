import fc from "fast-check";
import { expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { IncidentNote } from "../../preload/contract/incident.ts";
import type { Vault } from "../vault/vault.ts";
import { disguise } from "./disguise.ts";
import { gatherPeople } from "./gather-people.ts";
import { KnownPeople } from "./known-people.ts";
import { namelessWords, ordinaryWords } from "./ordinary-words.ts";

/** Whoever a vault would hold with one snapshot of these people. */
function peopleCalled(...names: readonly (readonly [given: string, surname: string])[]): KnownPeople {
  const users = names.map(([givenName, surname], at): DirectoryObject => {
    const id = `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    return { type: "user", id, properties: { displayName: `No. ${at}`, givenName, surname }, links: {} };
  });
  const vault = { snapshots: () => [{ number: 1 }], objects: () => users, auditRecords: () => [] };
  const people = new KnownPeople(new Uint8Array(32));
  Array.from(gatherPeople(vault as unknown as Vault, people, 0));
  return people;
}

const note = (text: string): IncidentNote => ({
  kind: "decision",
  text,
  id: "n1",
  at: "2026-01-01T00:00:00Z",
  by: null,
});

function noted(people: KnownPeople, text: string): string {
  return disguise(people, note(text)).text;
}

const befores = ["", "Ask ", "we asked (", "see 1f0c3a52-9f3e-4c80-a0b1-5d5f0c2b7a11, ", "“", "-", "Name "];
const afters = ["", " about this.", "'s account", ", then Person 4F2-A7QM", ")", "/", "."];
const around = new Set(
  [...befores, ...afters]
    .join(" ")
    .toLowerCase()
    .match(/\p{L}+/gu),
);

it("lets no given name or surname of somebody out in a note, in whatever letters it was typed", () => {
  const name = fc
    .array(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzåäéñöøü"), { minLength: 3, maxLength: 9 })
    .map((letters) => letters.join(""))
    .filter((lower) => !namelessWords.has(lower) && !around.has(lower))
    .map((lower) => lower.charAt(0).toUpperCase() + lower.slice(1));
  const typed = fc.constantFrom(
    (as: string) => as,
    (as: string) => as.toUpperCase(),
    (as: string) => (ordinaryWords.has(as.toLowerCase()) ? as : as.toLowerCase()),
  );
  const people = fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(people, typed, fc.constantFrom(...befores), fc.constantFrom(...afters), (names, as, before, after) => {
      const known = peopleCalled(...names);
      for (const said of names.flat()) {
        const shown = noted(known, `${before}${as(said)}${after}`);
        expect(shown).toBe(`${before}${known.pseudonym("Name", said)}${after}`);
        expect(noted(known, shown)).toBe(shown);
      }
    }),
  );
});

it("says the same name by the same pseudonym as the person's own given name", () => {
  const people = peopleCalled(["Maria", "van der Berg"], ["Anna-Maria", "O'Brien"]);
  const { properties } = disguise(people, { type: "user", properties: { givenName: "Maria" } });
  expect(noted(people, "Ask Maria about this; Brien knows, and so does Berg.")).toBe(
    `Ask ${properties.givenName} about this; ${people.pseudonym("Name", "brien")} knows, and so does ${people.pseudonym("Name", "berg")}.`,
  );
});

it("leaves sentences, ids, permissions and what accounts are called for as they are", () => {
  const people = peopleCalled(["Will", "Read"], ["Can", "Cade"], ["Admin", "Test"], ["Jo", "Li"], ["Person", "Abe"]);
  for (const text of [
    "It will be read as soon as we can.",
    "User.Read.All and User_Read were granted.",
    "Test the admin account of 4c0f1a52-cade-4c80-a0b1-5d5f0c2b7a11.",
    "Jo-Li",
    "Person ABE-0000 signed in.",
    "Mariah, canned, reader",
  ])
    expect(noted(people, text)).toBe(text);
  expect(noted(people, "Ask Will.")).toMatch(/^Ask Name \S{8}\.$/u);
});

it("rewrites what people wrote about groups, policies and applications, and no sentence of ours or Microsoft's", () => {
  const people = peopleCalled(["Maria", "Can"], ["Will", "Lundqvist"]);
  const text = "Ask Maria Lundqvist's team. Can knows.";
  const hidden = people.text(text, "prose");
  expect(hidden).not.toMatch(/Maria|Lundqvist|Can/u);
  const group = { type: "group", id: "g", properties: { displayName: "Maria", description: text, notes: text } };
  expect(disguise(people, group).properties).toEqual({ displayName: "Maria", description: hidden, notes: hidden });
  const side = { path: "description", before: text, after: null };
  expect(disguise(people, { type: "group", attributes: [side] }).attributes).toEqual([{ ...side, before: hidden }]);
  const conflict = { object: { type: "application" }, path: "notes", former: text, between: [{ after: text }] };
  expect(disguise(people, conflict)).toMatchObject({ former: hidden, between: [{ after: hidden }] });
  const ours = { warnings: ["Will and Can must sign in."], title: "Maria", text: "Can be read." };
  expect(disguise(people, ours)).toEqual(ours);
  const role = { type: "directoryRole", properties: { description: "Can manage all aspects of users." } };
  expect(disguise(people, role)).toEqual(role);
});
