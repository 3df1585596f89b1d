import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import { openVault } from "../open-vault.ts";
import { passphrase, sealed } from "./scratch-vault.ts";
import { sealingState } from "./sealing-state.ts";

/** Seals one snapshot after the other, as full and as delta rounds in turn, and says each number, until it is killed. */
const [folder = "", users = ""] = process.argv.slice(2);
const vault = openVault({ folder, passphrase });
process.stdout.write("sealing\n");
for (;;) {
  const last = vault.snapshots().length;
  const objects = sealingState(last + 1, Number(users));
  const record = last > 0 && last % 2 === 0 ? sealDelta(last, objects) : sealed(vault, objects);
  process.stdout.write(`${record.number}\n`);
}

function sealDelta(last: number, objects: readonly DirectoryObject[]) {
  const before = new Map(sealingState(last, Number(users)).map((object) => [object.id, JSON.stringify(object)]));
  const changed = objects.filter((object) => before.get(object.id) !== JSON.stringify(object));
  return sealed(vault, changed, { basedOn: { snapshotNumber: last, types: ["user", "group"] } });
}
