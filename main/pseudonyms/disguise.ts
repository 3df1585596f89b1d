import { parsePath } from "../../preload/contract/attribute-path.ts";
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

/** Any value of the contract with people replaced by their pseudonyms; a value that has been through it stays as it is. */
export function disguise<Value>(people: KnownPeople, value: Value): Value {
  return new Disguise(people).value(value) as Value;
}

class Disguise {
  readonly #people: KnownPeople;

  constructor(people: KnownPeople) {
    this.#people = people;
  }

  value(value: unknown): unknown {
    if (typeof value === "string") return this.#people.text(value);
    if (Array.isArray(value)) return value.map((each) => this.value(each));
    return isPlain(value) ? this.#object(value) : value;
  }

  #object(object: Plain): Plain {
    const ofUser = object.type === "user" || (isPlain(object.object) && object.object.type === "user");
    const root = ofUser && typeof object.path === "string" ? object.path : undefined;
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => [this.#key(key), this.#field(object, key, value, ofUser, root)]),
    );
  }

  #field(object: Plain, key: string, value: unknown, ofUser: boolean, path: string | undefined): unknown {
    // Names by id: the key says whose it is.
    if (isPlain(value) && typeof value.name === "string" && this.#people.isPerson(key))
      return { ...value, name: this.#people.person(key) };
    if (ofUser && stateKeys.has(key) && isPlain(value)) return this.#state(value);
    if (ofUser && key === "attributes" && Array.isArray(value)) return value.map((each) => this.#attribute(each));
    if (path !== undefined && sideKeys.has(key)) return this.#part(path, value);
    if (path !== undefined && key === "between" && Array.isArray(value))
      return value.map((each) => this.#attribute({ ...each, path }, false));
    return typeof value === "string" ? this.#text(object, key, value, ofUser) : this.value(value);
  }

  #text(object: Plain, key: string, value: string, ofUser: boolean): string {
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
    return people.text(value, key === "name" || key === "displayName");
  }

  /** `["@odata.type"]` and ids are keys; an address may be one too. */
  #key(key: string): string {
    return key.includes("@") && !key.includes("@odata") ? this.#people.text(key) : key;
  }

  #state(state: Plain): Plain {
    return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, this.#property(name, value)]));
  }

  #attribute(attribute: unknown, named = true): unknown {
    if (!isPlain(attribute) || typeof attribute.path !== "string") return this.value(attribute);
    const { path, ...rest } = attribute;
    const sides = Object.entries(rest).map(([key, value]) => [
      key,
      sideKeys.has(key) ? this.#part(path, value) : this.#field(rest, key, value, false, undefined),
    ]);
    return { ...(named ? { path: this.#people.text(path) } : {}), ...Object.fromEntries(sides) };
  }

  /** The value of a user's property, or of what lies inside of it. */
  #part(path: string, value: unknown): unknown {
    const [property = path] = parsePath(path);
    return this.#property(property, value);
  }

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

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
