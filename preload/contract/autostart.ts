import { z } from "zod";

export const autostartSchema = z.strictObject({ enabled: z.boolean() });

/** blocked: Reinstate is listed, but switched off in the system's own settings, which a program cannot overrule. */
export type AutostartState = "on" | "off" | "blocked";
