import type { Command } from "commander";
import type { SlotDescription } from "../../../preload/contract/views.ts";
import { giveWay } from "../../flows/give-way.ts";
import { nowOf } from "../../flows/tenant-session.ts";
import {
  addPassphrase,
  addRecoveryKey,
  changePassphrase,
  listSlots,
  removeSlot,
  type SlotChange,
} from "../../vault/keys/change-slots.ts";
import { rekeyVault } from "../../vault/keys/rekey-vault.ts";
import { vaultFiles } from "../../vault/vault-files.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { withSession } from "./with-session.ts";

interface NewSecret {
  readonly label?: string;
  readonly newPassphraseFile?: string;
}

/** `keys`: the ways into the vault. Whoever changes one gives a passphrase or recovery key that opens it now. */
export function addKeysCommands(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  const keys = program
    .command("keys")
    .description("the vault's passphrases and recovery keys: list, add, change, remove; a new key for the whole vault")
    .addHelpText("after", "\nExample:\n  reinstate keys add-recovery");
  const label = "what you call it, to tell it from the others";
  const file = "file whose first line is the new passphrase; typed when absent";

  keys
    .command("list")
    .description("list the keys; nothing secret is shown")
    .action(async () => {
      await changing(context(), ({ slotsPath }, { terminal }) => {
        const slots = listSlots(slotsPath);
        terminal.document({ keys: slots });
        for (const slot of slots) terminal.line(lineOf(slot));
      });
      done(exitCodes.done);
    });

  keys
    .command("add-passphrase")
    .description("add another passphrase; the others go on to open the vault")
    .option("--label <text>", label, "")
    .option("--new-passphrase-file <file>", file)
    .action(async ({ label = "", newPassphraseFile }: NewSecret) => {
      await changing(context(), async (change, { terminal, newPassphrase }) => {
        const added = addPassphrase(change, await newPassphrase(newPassphraseFile), label);
        terminal.document({ added });
        terminal.line(`Added: ${lineOf(added)}`);
      });
      done(exitCodes.done);
    });

  keys
    .command("add-recovery")
    .description("add a recovery key to be printed; it is shown once")
    .option("--label <text>", label, "")
    .action(async ({ label = "" }: NewSecret) => {
      await changing(context(), (change, { terminal }) => {
        const { recoveryKey, ...added } = addRecoveryKey(change, label);
        terminal.document({ added, recoveryKey });
        terminal.line(recoveryKey);
        terminal.note(
          "Print it or write it down now: it is not shown again, and it opens the vault wherever a passphrase does.",
        );
      });
      done(exitCodes.done);
    });

  keys
    .command("change-passphrase")
    .description("replace the passphrase that you open the vault with")
    .option("--new-passphrase-file <file>", file)
    .action(async ({ newPassphraseFile }: NewSecret) => {
      await changing(context(), async (change, { terminal, newPassphrase }) => {
        const changed = changePassphrase(change, await newPassphrase(newPassphraseFile));
        terminal.document({ changed });
        terminal.line(
          "Changed. The former passphrase still opens older copies of the vault; `keys rekey` closes it to them.",
        );
      });
      done(exitCodes.done);
    });

  keys
    .command("remove")
    .description("remove a key; the last passphrase or recovery key stays")
    .argument("<id>", "as `keys list` names it")
    .action(async (id: string) => {
      await changing(context(), (change, { terminal }) => {
        removeSlot(change, id);
        terminal.document({ removed: id });
        terminal.line(`Removed ${id}. Older copies of slots.json still have it; \`keys rekey\` makes them useless.`);
      });
      done(exitCodes.done);
    });

  keys
    .command("rekey")
    .description("encrypt the whole vault under a new key, which all its passphrases and recovery keys open")
    .action(async () => {
      const { terminal, control, secret, folder } = context();
      const now = await withSession(context(), nowOf);
      for (const progress of rekeyVault({ folder, secret: await secret(), now })) {
        control.onProgress({
          work: "rekey",
          message: "Encrypting anew",
          ...progress,
          perSecond: null,
          secondsLeft: null,
        });
        await giveWay(control.signal);
      }
      terminal.document({ rekeyed: true });
      terminal.line(
        "Done and proven. Whoever has the former key or an older copy of slots.json cannot open this vault.",
      );
      done(exitCodes.done);
    });
}

/** With the vault open, so that a key is made for the chain that it belongs to. */
async function changing(
  context: CommandContext,
  use: (change: SlotChange, context: CommandContext) => void | Promise<void>,
): Promise<void> {
  await withSession(context, async (session) => {
    const { path, publicKey } = session.vault.description;
    const change = { slotsPath: vaultFiles(path).slots, secret: await context.secret(), chainKey: publicKey };
    await use({ ...change, now: nowOf(session) }, context);
  });
}

const kinds = { passphrase: "passphrase", recovery: "recovery key", keystore: "this computer's keystore" } as const;

function lineOf({ id, kind, label, createdAt }: SlotDescription): string {
  return `${id.padEnd(16)}  ${kinds[kind].padEnd(24)}  ${createdAt ?? "with the vault"}  ${label}`.trimEnd();
}
