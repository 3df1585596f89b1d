import { z } from "zod";
import { noticeKinds, noticeSettingsSchema } from "../../preload/contract/notices.ts";

const number = z.int().min(0);

/** All that notices remember; kept in the vault, so that a restart repeats nothing. */
const memorySchema = z.strictObject({
  settings: noticeSettingsSchema,
  /** When each was told last, newest first. */
  told: z.array(z.strictObject({ id: z.string(), at: z.iso.datetime() })),
  /** Ids that a person put away. */
  dismissed: z.array(z.string()),
  /** Something was wrong with the daily snapshot. */
  troubled: z.boolean(),
  /** Up to this snapshot changes were judged. */
  judgedUpTo: number,
  /** What was found in them and not put away, oldest first. */
  risks: z.array(
    z.strictObject({
      from: number,
      to: number,
      policies: number,
      roles: number,
      credentials: number,
      // What an earlier version wrote does not say.
      permissions: number.default(0),
      methods: number,
    }),
  ),
});

export type NoticeMemory = z.infer<typeof memorySchema>;

/** Everything is told until somebody says otherwise. */
export function newNoticeMemory(judgedUpTo: number): NoticeMemory {
  const settings = Object.fromEntries(noticeKinds.map((kind) => [kind, true])) as NoticeMemory["settings"];
  return { settings, told: [], dismissed: [], troubled: false, judgedUpTo, risks: [] };
}

/** Undefined: nothing is known, or what another version wrote is not understood. */
export function parseNoticeMemory(text: string): NoticeMemory | undefined {
  try {
    return memorySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
