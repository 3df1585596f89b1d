import { openForReview } from "../open-for-review.ts";

/** Opens the export named on the command line to be looked at, says so, and waits to be killed. */
const [file = "", passphrase = ""] = process.argv.slice(2);
await openForReview(file, passphrase, {});
process.stdout.write("open\n");
process.stdin.resume();
