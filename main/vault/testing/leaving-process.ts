import { openVault } from "../open-vault.ts";
import { guidOf, passphrase, sealed, userOf } from "./scratch-vault.ts";

/** Seals a second and a third snapshot and ends as `kill -9` does, with all of it beside the file and not yet in it. */
const [folder = ""] = process.argv.slice(2);
const vault = openVault({ folder, passphrase });
for (const version of [2, 3])
  sealed(
    vault,
    Array.from({ length: 50 }, (_, index) => userOf(guidOf(index), { version })),
  );
process.kill(process.pid, "SIGKILL");
