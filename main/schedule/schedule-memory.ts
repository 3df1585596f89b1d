import { z } from "zod";
import { scheduleSettingsSchema } from "../../preload/contract/schedule.ts";

const moment = z.iso.datetime();

/** All that the schedule remembers; kept in the vault, so that a restart goes on where it was. */
const memorySchema = z.strictObject({
  settings: scheduleSettingsSchema,
  /** Seconds past the hour, drawn once for each vault: not every tenant's computers ask Graph at the same moment. */
  offset: z.int().min(0).max(3599),
  nextAt: moment.nullable(),
  retryAt: moment.nullable(),
  failures: z.int().min(0),
  last: z
    .strictObject({
      at: moment,
      outcome: z.enum(["taken", "incomplete", "failed"]),
      problem: z.string().nullable(),
      notes: z.array(z.string()).readonly().optional(),
    })
    .nullable(),
  absences: z.array(z.strictObject({ from: moment, to: moment, count: z.int().min(1), reason: z.string() })),
});

export type ScheduleMemory = z.infer<typeof memorySchema>;

const usualHour = 12;
/** Twenty minutes: long enough to spread, short enough that "at noon" stays true. */
const longestOffset = 20 * 60;

/** Before anybody chose anything: none is taken. `random` in [0, 1). */
export function newMemory(random: number): ScheduleMemory {
  return {
    settings: { daily: false, hour: usualHour },
    offset: Math.floor(random * longestOffset),
    nextAt: null,
    retryAt: null,
    failures: 0,
    last: null,
    absences: [],
  };
}

/** Undefined: nothing is known, or what another version wrote is not understood. */
export function parseMemory(text: string): ScheduleMemory | undefined {
  try {
    return memorySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
