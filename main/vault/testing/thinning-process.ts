import { writeSync } from "node:fs";
import { openVault } from "../open-vault.ts";
import { passphrase, thinned } from "./scratch-vault.ts";

/** Thins the vault out as of a day and says before and after that it does; to be killed in between. */
const [folder = "", now = ""] = process.argv.slice(2);
const vault = openVault({ folder, passphrase });
writeSync(1, "thinning\n");
thinned(vault, now);
writeSync(1, "thinned\n");
process.stdin.resume();
