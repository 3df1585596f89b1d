import { writeSync } from "node:fs";
import { openVault } from "../../vault/open-vault.ts";
import { passphrase } from "../../vault/testing/scratch-vault.ts";
import { folderStore } from "../folder-store.ts";
import { runCopy } from "../run-copy.ts";

/** Copies the vault and says before and after that it does; to be killed in between. */
const [folder = "", copy = ""] = process.argv.slice(2);
const vault = openVault({ folder, passphrase });
writeSync(1, "copying\n");
const now = "2026-08-01T00:00:00Z";
await runCopy({ source: () => vault.copySource(), store: folderStore(copy), now, isKnown: false });
writeSync(1, "copied\n");
process.stdin.resume();
