import { openVault } from "../open-vault.ts";
import { passphrase } from "./scratch-vault.ts";

/** Opens the vault named on the command line, says so and holds it until it is killed. */
const [folder = ""] = process.argv.slice(2);
const vault = openVault({ folder, passphrase, use: "window" });
process.stdout.write("held\n");
process.stdin.on("data", () => vault.close());
