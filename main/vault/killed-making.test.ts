import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { isVaultFolder } from "./is-vault-folder.ts";
import { openVault } from "./open-vault.ts";
import { startProcess } from "./testing/kill-sealing.ts";
import { newFolder, newVault, passphrase, removeFolders, sealed, userOf, verdictOf } from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

async function killMaking(folder: string, afterMilliseconds: number): Promise<void> {
  const child = startProcess("making-process", folder);
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    if (line === "making") setTimeout(() => child.kill("SIGKILL"), afterMilliseconds);
    else child.kill("SIGKILL");
  }
  await ended;
}

function mustWork(folder: string): void {
  const vault = isVaultFolder(folder) ? openVault({ folder, passphrase }) : newVault(folder);
  sealed(vault, [userOf("a")]);
  expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 1 });
  vault.close();
}

describe("a process killed while it makes a vault", () => {
  it.each([0, 1, 2, 4, 8, 12, 16, 24, 40])("after %i ms leaves a vault, or room to make one", async (moment) => {
    const folder = newFolder();
    await killMaking(folder, moment);
    mustWork(folder);
  });

  it("between key slots and database leaves room to make one", () => {
    const folder = newFolder();
    for (const name of ["vault.db.new", "vault.db.new-journal", "head.json", "slots.json"])
      writeFileSync(join(folder, name), "unfinished");
    expect(isVaultFolder(folder)).toBe(false);
    mustWork(folder);
  });
});
