import type { LogFields } from "../log/log-events.ts";
import type { Cloud } from "./cloud.ts";
import { type NationalCloudName, nationalClouds } from "./national-clouds.ts";

/** A cloud by the kind it is: the names of others are somebody's own words. */
export function kindOfCloud({ name, demo, graph }: Cloud): LogFields<"vault.opened">["cloud"] {
  if (demo) return "demo";
  if (new URL(graph).hostname.endsWith(".invalid")) return "none";
  return Object.hasOwn(nationalClouds, name) ? (name as NationalCloudName) : "own";
}
