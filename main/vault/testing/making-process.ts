import { writeSync } from "node:fs";
import { newVault } from "./scratch-vault.ts";

/** Makes a vault in the folder and says before and after that it does; to be killed in between. */
const folder = process.argv[2] ?? "";
writeSync(1, "making\n");
newVault(folder).close();
writeSync(1, "made\n");
process.stdin.resume();
