import { writeSync } from "node:fs";
import { openVault } from "../../vault/open-vault.ts";
import { passphrase } from "../../vault/testing/scratch-vault.ts";
import { folderStore } from "../folder-store.ts";
import { copyOnce } from "./copy-once.ts";

/** Copies the vault and says before and after that it does; to be killed in between. */
const [folder = "", copy = ""] = process.argv.slice(2);
const vault = openVault({ folder, passphrase });
writeSync(1, "copying\n");
await copyOnce(vault, folderStore(copy));
writeSync(1, "copied\n");
process.stdin.resume();
