import { expect, it } from "vitest";
import type { Plan, PlanAnswer } from "../../preload/contract/plan.ts";
import { mustBeAsked } from "./must-be-asked.ts";

const gone = "aaaaaaaa-0000-4000-8000-000000000001";
const plan = { conflicts: [{ key: "a93c97a7bb75" }], deadReferences: [{ id: gone }] } as unknown as Plan;

it.each<readonly [PlanAnswer["about"], PlanAnswer["answer"], string | undefined]>([
  ["A93C97A7BB75", "keep", undefined],
  [gone, "drop", undefined],
  ["references", "stop", undefined],
  ["a93c97a7bb75", "drop", "is answered with keep or put-back, not with drop"],
  [gone, "keep", "is answered with drop, replace:OTHER-ID or stop, not with keep"],
  ["a93c97a7bb76", "keep", "asks nothing about"],
])("%s=%s: %s", (about, answer, refusal) => {
  const ask = () => mustBeAsked([{ about, answer }], plan);
  if (refusal === undefined) expect(ask).not.toThrow();
  else expect(ask).toThrow(refusal);
});
