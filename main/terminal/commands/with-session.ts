import type { CommandContext, OpenedSession, OpenOptions } from "../command-context.ts";

/** For commands that write nothing to the vault. */
export const reading = { create: false, readOnly: true } as const;

/** Opens the session for one command and closes it whatever happens. */
export async function withSession<Value>(
  context: CommandContext,
  use: (session: OpenedSession, context: CommandContext) => Value | Promise<Value>,
  options: Omit<OpenOptions, "tenant"> = { create: false },
): Promise<Value> {
  const session = await context.open(options);
  try {
    return await use(session, context);
  } finally {
    await session.close();
  }
}
