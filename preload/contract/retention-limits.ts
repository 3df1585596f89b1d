/** What a retention policy may say. Apart from its schema, so that the window needs no validator for it. */
export const retentionLimits = {
  daily: { least: 1, most: 10_000 },
  weekly: { least: 0, most: 10_000 },
  monthly: { least: 0, most: 10_000 },
  floorDays: { least: 30, most: 3650 },
} as const;
