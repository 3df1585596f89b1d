import { writeSync } from "node:fs";
import { rekeyVault } from "../keys/rekey-vault.ts";
import { passphrase } from "./scratch-vault.ts";

/** Gives the vault a new key and says before and after that it does; to be killed in between. */
const [folder = ""] = process.argv.slice(2);
writeSync(1, "rekeying\n");
for (const _progress of rekeyVault({ folder, secret: passphrase, now: "2026-08-02T00:00:00Z" }));
writeSync(1, "rekeyed\n");
process.stdin.resume();
