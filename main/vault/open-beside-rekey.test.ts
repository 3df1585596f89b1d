import { afterEach, expect, it, vi } from "vitest";
import { rekeyVault } from "./keys/rekey-vault.ts";
import { openVault } from "./open-vault.ts";
import { closedVault, passphrase, removeFolders, verdictOf } from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

/** Once, between the reading of slots.json and that of the file. */
const meanwhile = vi.hoisted(() => ({ run: (): void => undefined }));

vi.mock("./keys/unlock.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("./keys/unlock.ts")>();
  const unlock: typeof original.unlock = (path, secret) => {
    const unlocked = original.unlock(path, secret);
    const { run } = meanwhile;
    meanwhile.run = () => undefined;
    run();
    return unlocked;
  };
  return { ...original, unlock };
});

it.each([true, false])(
  "a vault that gets a new key while it is being opened (to read only: %s) is not called altered",
  (readOnly) => {
    const folder = closedVault();
    meanwhile.run = () => {
      for (const _ of rekeyVault({ folder, secret: passphrase, now: "2026-08-01T00:00:00Z" }));
    };
    const vault = openVault({ folder, passphrase, readOnly });
    expect(vault.events()).toMatchObject([{ kind: "rekey" }]);
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 1 });
    vault.close();
  },
);
