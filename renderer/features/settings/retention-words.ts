import type { KeepReason, RetentionPolicy } from "../../../preload/contract/retention.ts";
import { retentionLimits } from "../../../preload/contract/retention-limits.ts";
import { count } from "../../ui/words.ts";

export type RetentionName = keyof RetentionPolicy;

/** The rules as somebody typed them. */
export type TypedPolicy = Readonly<Record<RetentionName, string>>;

export const reasonWords: Readonly<Record<KeepReason, string>> = {
  newest: "the newest",
  floor: "inside the floor",
  daily: "best of its day",
  weekly: "best of its week",
  monthly: "best of its month",
  import: "imported",
  recovery: "used by a recovery",
};

export function typedPolicy({ daily, weekly, monthly, floorDays }: RetentionPolicy): TypedPolicy {
  return { daily: `${daily}`, weekly: `${weekly}`, monthly: `${monthly}`, floorDays: `${floorDays}` };
}

/** What is wrong with what was typed for a rule; undefined: nothing. */
export function problemOf(name: RetentionName, typed: string): string | undefined {
  const { least, most } = retentionLimits[name];
  const value = Number(typed);
  if (/^\d+$/u.test(typed.trim()) && value >= least && value <= most) return undefined;
  return `A whole number from ${count(least)} to ${count(most)}.`;
}

export function policyOf(typed: TypedPolicy): RetentionPolicy {
  const { daily, weekly, monthly, floorDays } = typed;
  return { daily: Number(daily), weekly: Number(weekly), monthly: Number(monthly), floorDays: Number(floorDays) };
}
