import type { Command } from "commander";
import { giveWay } from "../../flows/give-way.ts";
import type { CheckVerdict, Vault } from "../../vault/vault.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { count } from "../format-progress.ts";
import { withSession } from "./with-session.ts";

/** `check`: reads every byte of the vault back and proves it; exit 5 with the place if anything was altered. */
export function addCheckCommand(program: Command, context: () => CommandContext, done: (code: number) => void): void {
  program
    .command("check")
    .description("read every byte of the vault back and prove it")
    .addHelpText("after", "\nExample:\n  reinstate check")
    .action(async () => {
      await withSession(context(), async (session, { terminal, control }) => {
        const verdict = await checkAll(session.vault, control);
        terminal.document(verdict);
        terminal.line(sentenceOf(verdict));
        done(verdict.ok ? exitCodes.done : exitCodes.integrity);
      });
    });
}

async function checkAll(vault: Vault, { signal, onProgress }: CommandContext["control"]): Promise<CheckVerdict> {
  const steps = vault.check();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress({ work: "check", message: "Checking", ...step.value, perSecond: null, secondsLeft: null });
    await giveWay(signal);
  }
}

function sentenceOf({ ok, snapshots, bytes, problem }: CheckVerdict): string {
  if (!ok)
    return `ALTERED: ${(problem ?? "the vault does not prove").replace(/\.$/u, "")}. Do not rely on what comes after that place; use a copy of the vault.`;
  return `Proven: ${count(snapshots)} snapshots, ${count(bytes)} bytes, every object, tree, record, signature and the head hold.`;
}
