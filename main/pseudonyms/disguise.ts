import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { IncidentNote } from "../../preload/contract/incident.ts";
import type { KnownPeople } from "./known-people.ts";
import { isPersonal, kindOfProperty } from "./personal-properties.ts";
import { isPseudonym, type PseudonymKind } from "./pseudonym.ts";

type Plain = Readonly<Record<string, unknown>>;

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
/** Who did something, by whatever name they were known. */
const actorKeys: ReadonlySet<string> = new Set(["actor", "by", "account"]);
const networkAddressKeys: ReadonlySet<string> = new Set(["address", "ipAddress"]);
const phoneKey = /phone|fax/iu;
/** From where and with what somebody signed in or wrote: a small town, or a browser that only one person has, names them too. */
const traceKeys: Readonly<Record<string, PseudonymKind>> = { place: "Place", device: "Device", client: "Device" };
/** The state of a user, as a whole. */
const stateKeys: ReadonlySet<string> = new Set(["properties", "expected", "promised"]);
/** Values of the attribute that `path` names. */
const sideKeys: ReadonlySet<string> = new Set(["before", "after", "former", "now"]);

/** What people write about their groups and applications. */
const proseKeys: ReadonlySet<string> = new Set(["description", "notes"]);
const noteKinds: ReadonlySet<unknown> = new Set(["fact", "decision"] satisfies IncidentNote["kind"][]);
/** Their descriptions are Microsoft's: "Can manage all aspects of …" is not about Can. */
const describedByMicrosoft: ReadonlySet<unknown> = new Set([
  "directoryRole",
  "authenticationMethodsPolicy",
  "authorizationPolicy",
] satisfies ObjectType[]);

/** Any value of the contract with people replaced by their pseudonyms; a value that has been through it stays as it is. */
export function disguise<Value>(people: KnownPeople, value: Value): Value {
  return new Disguise(people).value(value) as Value;
}

/** An object on the way, and what it is about: `type` is the outer object's where it has none. */
interface About {
  readonly object: Plain;
  readonly ofUser: boolean;
  readonly type: unknown;
}

class Disguise {
  readonly #people: KnownPeople;

  constructor(people: KnownPeople) {
    this.#people = people;
  }

  /** `type`: of the object that the value belongs to, as far as it is known. */
  value(value: unknown, type?: unknown): unknown {
    if (typeof value === "string") return this.#people.text(value);
    if (Array.isArray(value)) return value.map((each) => this.value(each, type));
    return isPlain(value) ? this.#object(value, type) : value;
  }

  #object(object: Plain, outerType: unknown): Plain {
    const ownType = object.type ?? (isPlain(object.object) ? object.object.type : undefined);
    const about: About = { object, ofUser: ownType === "user", type: ownType ?? outerType };
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => [this.#key(key), this.#field(about, key, value)]),
    );
  }

  #field(about: About, key: string, value: unknown): unknown {
    const { object, ofUser, type } = about;
    const { path } = object;
    // Names by id: the key says whose it is.
    if (isPlain(value) && typeof value.name === "string" && this.#people.isPerson(key))
      return { ...value, name: this.#people.person(key) };
    if (ofUser && stateKeys.has(key) && isPlain(value)) return this.#state(value);
    if (key === "attributes" && Array.isArray(value)) return value.map((each) => this.#attribute(about, each));
    if (typeof path === "string" && sideKeys.has(key)) return this.#part(about, path, value);
    if (typeof path === "string" && key === "between" && Array.isArray(value))
      return value.map((each) => this.#attribute(about, { ...each, path }, false));
    return typeof value === "string" ? this.#text(about, key, value) : this.value(value, type);
  }

  #text({ object, ofUser, type }: About, key: string, value: string): string {
    const people = this.#people;
    if (key === "name" && typeof object.id === "string" && (object.type === "user" || people.isPerson(object.id)))
      return people.person(object.id);
    if (key === "name" && object.type === "user") return this.#hide("Name", value);
    if (key === "principalDisplayName" && object.principalType === "User" && typeof object.principalId === "string")
      return people.person(object.principalId);
    if (key === "besides" && ofUser) return this.#hide("Address", value);
    if (actorKeys.has(key)) return people.actor(value);
    if (networkAddressKeys.has(key)) return this.#hide("Address", value);
    const trace = Object.hasOwn(traceKeys, key) ? traceKeys[key] : undefined;
    if (trace !== undefined) return this.#hide(trace, value);
    if (phoneKey.test(key) && /\d{3}/u.test(value)) return this.#hide("Phone", value);
    if (isProse(type, key) || (key === "text" && noteKinds.has(object.kind))) return people.text(value, "prose");
    return people.text(value, key === "name" || key === "displayName" ? "title" : "any");
  }

  /** `["@odata.type"]` and ids are keys; an address may be one too. */
  #key(key: string): string {
    return key.includes("@") && !key.includes("@odata") ? this.#people.text(key) : key;
  }

  #state(state: Plain): Plain {
    return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, this.#property(name, value)]));
  }

  #attribute(about: About, attribute: unknown, named = true): unknown {
    if (!isPlain(attribute) || typeof attribute.path !== "string") return this.value(attribute, about.type);
    const { path, ...rest } = attribute;
    const other: About = { object: rest, ofUser: false, type: about.type };
    const sides = Object.entries(rest).map(([key, value]) => [
      key,
      sideKeys.has(key) ? this.#part(about, path, value) : this.#field(other, key, value),
    ]);
    return { ...(named ? { path: this.#people.text(path) } : {}), ...Object.fromEntries(sides) };
  }

  /** The value of an object's property, or of what lies inside of it. */
  #part({ ofUser, type }: About, path: string, value: unknown): unknown {
    if (ofUser) {
      const [property = path] = parsePath(path);
      return this.#property(property, value);
    }
    const isText = typeof value === "string" && isProse(type, path.slice(path.lastIndexOf(".") + 1));
    return isText ? this.#people.text(value, "prose") : this.value(value, type);
  }

  /** Of a user. */
  #property(property: string, value: unknown): unknown {
    return isPersonal(property) ? this.#hideAll(property, value) : this.value(value);
  }

  #hideAll(property: string, value: unknown): unknown {
    if (typeof value === "string") return this.#hide(kindOfProperty(property), value);
    if (Array.isArray(value)) return value.map((each) => this.#hideAll(property, each));
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [this.#key(key), this.#hideAll(property, each)]),
    );
  }

  #hide(kind: PseudonymKind, value: string): string {
    if (value === "" || idPattern.test(value) || isPseudonym(value)) return value;
    return this.#people.pseudonym(kind, value);
  }
}

function isProse(type: unknown, key: string): boolean {
  return proseKeys.has(key) && !describedByMicrosoft.has(type);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
