import { homedir } from "node:os";

/** A value whose paths do not say whose computer this is: the home folder's path ends with a person's name. */
export function withoutHome<Value>(value: Value, home = homedir()): Value {
  return (home.length > 1 ? replaced(value, home) : value) as Value;
}

function replaced(value: unknown, home: string): unknown {
  if (typeof value === "string") return value.startsWith(home) ? `~${value.slice(home.length)}` : value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, home));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, home)]));
}
