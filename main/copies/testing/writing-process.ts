import { folderStore } from "../folder-store.ts";

/** Writes one file of a copy and says what became of it. */
const [copy = ""] = process.argv.slice(2);
const said = await folderStore(copy)
  .write("segments/ab/abc", Buffer.from("whole"))
  .then(
    () => "written",
    (error: { code: string; message: string }) => `${error.code} ${error.message}`,
  );
process.stdout.write(said);
