import { logHere } from "../log-here.ts";

/** A thread that dies of a bug whose words name somebody. */
const [folder, words] = process.argv.slice(2);
logHere(folder);
throw new RangeError(words);
