import fc from "fast-check";
import type { MethodName } from "../../../preload/contract/methods.ts";
import { methods } from "../../../preload/contract/methods.ts";

export type HostileCall = readonly [method: string, input: unknown];

const polluting = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
const hostile = fc.constantFrom(
  polluting,
  "x".repeat(5000),
  "../../etc/passwd",
  -1,
  Number.MAX_SAFE_INTEGER,
  [],
  true,
  false,
  null,
);

/** Each of these methods once, in this order: chance leaves some of them out. */
export function eachOnce(names: readonly string[], known: readonly unknown[], seed: number): readonly HostileCall[] {
  return names.flatMap((name) => fc.sample(hostileCalls([name], known), { seed, numRuns: 1 }));
}

/**
 * Calls of these methods as a page that was taken over makes them: the right names, with values that are right for another
 * method (`known`), hostile, or anything at all, so that many pass the first check and reach what lies behind it.
 */
export function hostileCalls(names: readonly string[], known: readonly unknown[]): fc.Arbitrary<HostileCall> {
  const value = fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 3 }, hostile, fc.jsonValue({ maxDepth: 4 }));
  return fc.constantFrom(...names).chain((name) => {
    const { input } = methods[name as MethodName];
    const shape = "shape" in input ? Object.keys(input.shape) : [];
    return fc.tuple(fc.constant(name), fc.record(Object.fromEntries(shape.map((key) => [key, value]))));
  });
}
