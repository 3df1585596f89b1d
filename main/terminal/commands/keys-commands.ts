import type { Command } from "commander";
import type { SlotDescription } from "../../../preload/contract/views.ts";
import { nowOf } from "../../flows/tenant-session.ts";
import { giveNewKey, type VaultKeys, vaultKeys } from "../../flows/vault-keys.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { withSession } from "./with-session.ts";

interface NewSecret {
  readonly label?: string;
  readonly newPassphraseFile?: string;
}

/** `keys`: the ways into the vault. Whoever changes one gives a passphrase or recovery key that opens it now. */
export function addKeysCommands(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  const commands = program
    .command("keys")
    .description("the vault's passphrases and recovery keys: list, add, change, remove; a new key for the whole vault")
    .addHelpText("after", "\nExample:\n  reinstate keys add-recovery");
  const label = "what you call it, to tell it from the others";
  const file = "file whose first line is the new passphrase; typed when absent";

  commands
    .command("list")
    .description("list the keys; nothing secret is shown")
    .action(async () => {
      await changing(context(), (keys, _secret, { terminal }) => {
        const slots = keys.list();
        terminal.document({ keys: slots });
        for (const slot of slots) terminal.line(lineOf(slot));
      });
      done(exitCodes.done);
    });

  commands
    .command("add-passphrase")
    .description("add another passphrase; the others go on to open the vault")
    .option("--label <text>", label, "")
    .option("--new-passphrase-file <file>", file)
    .action(async ({ label = "", newPassphraseFile }: NewSecret) => {
      await changing(context(), async (keys, secret, { terminal, newPassphrase }) => {
        const added = keys.addPassphrase(secret, await newPassphrase(newPassphraseFile), label);
        terminal.document({ added });
        terminal.line(`Added: ${lineOf(added)}`);
      });
      done(exitCodes.done);
    });

  commands
    .command("add-recovery")
    .description("add a recovery key to be printed; it is shown once")
    .option("--label <text>", label, "")
    .action(async ({ label = "" }: NewSecret) => {
      await changing(context(), (keys, secret, { terminal }) => {
        const { recoveryKey, ...added } = keys.addRecovery(secret, label);
        terminal.document({ added, recoveryKey });
        terminal.line(recoveryKey);
        terminal.note(
          "Print it or write it down now: it is not shown again, and it opens the vault wherever a passphrase does.",
        );
      });
      done(exitCodes.done);
    });

  commands
    .command("change-passphrase")
    .description("replace the passphrase that you open the vault with")
    .option("--new-passphrase-file <file>", file)
    .action(async ({ newPassphraseFile }: NewSecret) => {
      await changing(context(), async (keys, secret, { terminal, newPassphrase }) => {
        const changed = keys.changePassphrase(secret, await newPassphrase(newPassphraseFile));
        terminal.document({ changed });
        terminal.line(
          "Changed. The former passphrase still opens older copies of the vault; `keys rekey` closes it to them.",
        );
      });
      done(exitCodes.done);
    });

  commands
    .command("remove")
    .description("remove a key; the last passphrase or recovery key stays")
    .argument("<id>", "as `keys list` names it")
    .action(async (id: string) => {
      await changing(context(), (keys, secret, { terminal }) => {
        keys.remove(secret, id);
        terminal.document({ removed: id });
        terminal.line(`Removed ${id}. Older copies of slots.json still have it; \`keys rekey\` makes them useless.`);
      });
      done(exitCodes.done);
    });

  commands
    .command("rekey")
    .description("encrypt the whole vault under a new key, which all its passphrases and recovery keys open")
    .action(async () => {
      const { terminal, control, secret, folder } = context();
      const now = await withSession(context(), nowOf);
      await giveNewKey({ folder, secret: await secret(), now }, control);
      terminal.document({ rekeyed: true });
      terminal.line(
        "Done and proven. Whoever has the former key or an older copy of slots.json cannot open this vault.",
      );
      done(exitCodes.done);
    });
}

async function changing(
  context: CommandContext,
  use: (keys: VaultKeys, secret: string, context: CommandContext) => void | Promise<void>,
): Promise<void> {
  await withSession(context, async (session) => use(vaultKeys(session), await context.secret(), context));
}

const kinds = { passphrase: "passphrase", recovery: "recovery key", keystore: "this computer's keystore" } as const;

function lineOf({ id, kind, label, createdAt }: SlotDescription): string {
  return `${id.padEnd(16)}  ${kinds[kind].padEnd(24)}  ${createdAt ?? "with the vault"}  ${label}`.trimEnd();
}
