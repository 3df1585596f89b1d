import type { CommandContext, OpenedSession } from "../command-context.ts";

/** Opens the session for one command and closes it whatever happens. */
export async function withSession<Value>(
  context: CommandContext,
  use: (session: OpenedSession, context: CommandContext) => Value | Promise<Value>,
  options: { readonly create: boolean } = { create: false },
): Promise<Value> {
  const session = await context.open(options);
  try {
    return await use(session, context);
  } finally {
    await session.close();
  }
}
