import type { Command } from "commander";
import type { Account } from "../../graph/graph.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { withSession } from "./with-session.ts";

/** `signin`, `signout`, `whoami`. The token cache lies sealed in the vault. */
export function addSignInCommands(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("signin")
    .description("sign in to the tenant; read permissions only (signout first to take another account)")
    .option("--device-code", "show a code to type in on another device instead of opening the browser")
    .addHelpText("after", "\nExample:\n  reinstate signin --cloud contoso.json")
    .action(async (options: { deviceCode?: boolean }) => {
      await withSession(
        context(),
        async ({ signIn }, { terminal, control }) => {
          const code = options.deviceCode === true ? { deviceCode: (message: string) => terminal.error(message) } : {};
          tell(terminal, await signIn.signIn({ ...code, signal: control.signal }));
        },
        { create: true, person: true },
      );
      done(exitCodes.done);
    });

  program
    .command("signout")
    .description("forget the signed-in account and its tokens")
    .addHelpText("after", "\nExample:\n  reinstate signout")
    .action(async () => {
      await withSession(context(), async ({ signIn }, { terminal }) => {
        await signIn.signOut();
        terminal.document({ account: null });
        terminal.line("Signed out. No token is kept.");
      });
      done(exitCodes.done);
    });

  program
    .command("whoami")
    .description("who is signed in, and with which permissions")
    .addHelpText("after", "\nExample:\n  reinstate whoami --json")
    .action(async () => {
      await withSession(context(), async ({ signIn }, { terminal }) => {
        const account = await signIn.account();
        tell(terminal, account);
        done(account === undefined ? exitCodes.permission : exitCodes.done);
      });
    });
}

function tell(terminal: Terminal, account: Account | undefined): void {
  terminal.document({ account: account ?? null });
  if (account === undefined) {
    terminal.line("Nobody is signed in. Use `reinstate signin`.");
    return;
  }
  terminal.line(`${account.name} (${account.authentication}) in tenant ${account.tenantId}`);
  terminal.line(`Permissions: ${[...account.permissions].sort().join(", ") || "none"}`);
}
