const moment = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z$/;

/**
 * True for one moment told more and less exactly: Graph answers a creation with seven digits of the second's fraction,
 * and every later read without (seen in recorded traffic). What both say has to agree.
 */
export function sameMoment(before: unknown, after: unknown): boolean {
  const [left, right] = [partsOf(before), partsOf(after)];
  if (left === undefined || right === undefined || left.second !== right.second) return false;
  const length = Math.min(left.fraction.length, right.fraction.length);
  return left.fraction.slice(0, length) === right.fraction.slice(0, length);
}

function partsOf(value: unknown): { readonly second: string; readonly fraction: string } | undefined {
  const found = typeof value === "string" ? moment.exec(value) : null;
  return found === null ? undefined : { second: found[1] ?? "", fraction: found[2] ?? "" };
}
