import type { JsonValue } from "../../../preload/contract/json-value.ts";
import { badRequest } from "./refusal.ts";

type Literal = string | number | boolean | null;

/** What a `$filter` says. `names` is the way into the object; inside `any` it starts at the element. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly parts: readonly Filter[] }
  | { readonly kind: "not"; readonly part: Filter }
  | { readonly kind: "compare"; readonly names: readonly string[]; readonly operator: string; readonly value: Literal }
  | { readonly kind: "in"; readonly names: readonly string[]; readonly values: readonly Literal[] }
  | { readonly kind: "call"; readonly call: string; readonly names: readonly string[]; readonly value: string }
  | { readonly kind: "any"; readonly names: readonly string[]; readonly variable: string; readonly part: Filter };

const pattern =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d\d-\d\d[\dT:.Z+-]*|[0-9a-f]{8}-[0-9a-f-]{27}|-?\d+(?:\.\d+)?)|([A-Za-z_$][\w/.$]*)|([(),:]))/giy;
const operators = ["eq", "ne", "ge", "gt", "le", "lt"];
const calls = ["startswith", "endswith", "contains"];

/** Reads the part of OData's filter language that directory clients use. 400 for everything else. */
export function parseFilter(text: string): Filter {
  const words = wordsOf(text);
  let place = 0;
  const next = () => words[place++] ?? "";
  const taken = (word: string) => {
    if (words[place]?.toLowerCase() !== word) return false;
    place += 1;
    return true;
  };
  const expect = (word: string) => {
    if (next() !== word) throw invalid(text);
  };

  function either(): Filter {
    return joined("or", both);
  }

  function both(): Filter {
    return joined("and", one);
  }

  function joined(kind: "and" | "or", read: () => Filter): Filter {
    const first = read();
    const parts = [first];
    while (taken(kind)) parts.push(read());
    return parts.length === 1 ? first : { kind, parts };
  }

  function one(): Filter {
    const word = next();
    if (word === "(") return inParentheses(either);
    if (word.toLowerCase() === "not") return { kind: "not", part: one() };
    if (calls.includes(word.toLowerCase())) return call(word.toLowerCase());
    if (word.endsWith("/any")) return any(word.slice(0, -4).split("/"));
    return comparison(word.split("/"));
  }

  function inParentheses<Value>(read: () => Value): Value {
    const value = read();
    expect(")");
    return value;
  }

  function call(name: string): Filter {
    expect("(");
    const names = next().split("/");
    expect(",");
    const value = String(literal(next()));
    return inParentheses(() => ({ kind: "call", call: name, names, value }));
  }

  function any(names: readonly string[]): Filter {
    expect("(");
    const variable = next();
    expect(":");
    return inParentheses(() => ({ kind: "any", names, variable, part: either() }));
  }

  function comparison(names: readonly string[]): Filter {
    const operator = next().toLowerCase();
    if (operator === "in") {
      expect("(");
      const values = [literal(next())];
      while (taken(",")) values.push(literal(next()));
      return inParentheses(() => ({ kind: "in", names, values }));
    }
    if (!operators.includes(operator)) throw invalid(text);
    return { kind: "compare", names, operator, value: literal(next()) };
  }

  function literal(word: string): Literal {
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'");
    if (word === "null") return null;
    if (word === "true" || word === "false") return word === "true";
    if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
    if (/^[\d]{4}-|^[0-9a-f-]{36}$/i.test(word)) return word;
    throw invalid(text);
  }

  const filter = either();
  if (place < words.length) throw invalid(text);
  return filter;
}

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  pattern.lastIndex = 0;
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = pattern.lastIndex) {
    const match = pattern.exec(text);
    if (match === null) throw invalid(text);
    words.push(match[0].trim());
  }
  return words;
}

function invalid(text: string) {
  const quotes = text.split("'").length - 1;
  const reason = quotes % 2 === 1 ? "There is an unterminated string literal" : "Syntax error";
  return badRequest(`Invalid filter clause: ${reason} in '${text}'.`, "BadRequest");
}

/** Whether an object is what the filter asks for. Text compares without regard to case, as in the directory. */
export function matches(filter: Filter, object: JsonValue | undefined): boolean {
  switch (filter.kind) {
    case "and":
      return filter.parts.every((part) => matches(part, object));
    case "or":
      return filter.parts.some((part) => matches(part, object));
    case "not":
      return !matches(filter.part, object);
    case "in":
      return filter.values.some((value) => compare("eq", valueAt(object, filter.names), value));
    case "compare":
      return compare(filter.operator, valueAt(object, filter.names), filter.value);
    case "call":
      return callOn(filter.call, valueAt(object, filter.names), filter.value);
    case "any": {
      const elements = valueAt(object, filter.names);
      const items: readonly JsonValue[] = Array.isArray(elements) ? elements : [];
      return items.some((item) => matches(filter.part, { [filter.variable]: item }));
    }
  }
}

function valueAt(object: JsonValue | undefined, names: readonly string[]): JsonValue {
  let value: JsonValue | undefined = object;
  for (const name of names) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    value = (value as Readonly<Record<string, JsonValue>>)[name];
  }
  return value ?? null;
}

function compare(operator: string, value: JsonValue, wanted: Literal): boolean {
  const [left, right] = [comparable(value, wanted), comparable(wanted, wanted)];
  if (operator === "eq") return left === right;
  if (operator === "ne") return left !== right;
  if (left === null || right === null) return false;
  if (operator === "ge") return left >= right;
  if (operator === "gt") return left > right;
  return operator === "le" ? left <= right : left < right;
}

function comparable(value: JsonValue, beside: Literal): string | number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return null;
  return typeof beside === "string" && /^\d{4}-\d\d-\d\d/.test(beside) ? Date.parse(value) : value.toLowerCase();
}

function callOn(call: string, value: JsonValue, part: string): boolean {
  if (typeof value !== "string") return false;
  const [text, wanted] = [value.toLowerCase(), part.toLowerCase()];
  if (call === "startswith") return text.startsWith(wanted);
  return call === "endswith" ? text.endsWith(wanted) : text.includes(wanted);
}

/** Whether Graph wants `ConsistencyLevel: eventual` and `$count=true` beside this filter. */
export function isAdvanced(filter: Filter): boolean {
  if (filter.kind === "and" || filter.kind === "or") return filter.parts.some(isAdvanced);
  if (filter.kind === "not") return true;
  if (filter.kind === "compare") return filter.operator === "ne";
  return filter.kind === "call" && filter.call !== "startswith";
}
