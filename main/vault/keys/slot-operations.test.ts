import { copyFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newFolder, newVault, passphrase, removeFolders } from "../testing/scratch-vault.ts";
import { vaultFiles } from "../vault-files.ts";
import { addPassphrase, addRecoveryKey, changePassphrase, listSlots, removeSlot } from "./change-slots.ts";
import { unlock } from "./unlock.ts";

/** Places are taken modulo what there is: which secret asks, which slot goes. */
const operation = fc.oneof(
  fc.record({ kind: fc.constant("passphrase" as const), by: fc.nat(20) }),
  fc.record({ kind: fc.constant("recovery" as const), by: fc.nat(20) }),
  fc.record({ kind: fc.constant("change" as const), by: fc.nat(20) }),
  fc.record({ kind: fc.constant("remove" as const), by: fc.nat(20), slot: fc.nat(20) }),
  fc.record({ kind: fc.constant("stranger" as const), by: fc.nat(20) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

interface Way {
  readonly id: string;
  readonly kind: "passphrase" | "recovery";
  readonly secret: string;
}

let original = "";
let chainKey = "";

beforeAll(() => {
  const folder = newFolder();
  const vault = newVault(folder);
  chainKey = vault.description.publicKey;
  vault.close();
  original = vaultFiles(folder).slots;
});
afterAll(() => removeFolders());

function isOpenedBy(slotsPath: string, secret: string): boolean {
  try {
    unlock(slotsPath, secret);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "VAULT_LOCKED" });
    return false;
  }
}

/** A slots file, and what a careful person would note down about it. */
class Keyring {
  readonly slotsPath = join(newFolder(), "slots.json");
  ways: Way[];
  readonly closed: string[] = [];
  #made = 0;

  constructor() {
    copyFileSync(original, this.slotsPath);
    this.ways = [{ id: listSlots(this.slotsPath)[0]?.id ?? "", kind: "passphrase", secret: passphrase }];
  }

  run(operation: Operation): void {
    const by = this.ways[operation.by % this.ways.length] as Way;
    const change = { slotsPath: this.slotsPath, secret: by.secret, chainKey, now: "2026-08-01T00:00:00Z", cost: 16 };
    if (operation.kind === "passphrase") this.#add("passphrase", (secret) => addPassphrase(change, secret, "").id);
    else if (operation.kind === "recovery") {
      const { id, recoveryKey } = addRecoveryKey(change, "");
      this.ways.push({ id, kind: "recovery", secret: recoveryKey });
    } else if (operation.kind === "change") this.#change(by, (secret) => changePassphrase(change, secret).id);
    else if (operation.kind === "remove") this.#remove(operation.slot, (id) => removeSlot(change, id));
    else expect(() => addPassphrase({ ...change, secret: "nobody's" }, "mine now", "")).toThrow();
  }

  #add(kind: Way["kind"], make: (secret: string) => string): void {
    this.#made += 1;
    const secret = `passphrase number ${this.#made}`;
    this.ways.push({ id: make(secret), kind, secret });
  }

  #change(by: Way, make: (secret: string) => string): void {
    if (by.kind === "recovery") return void expect(() => make("other words")).toThrow();
    this.#add("passphrase", make);
    this.#forget(by);
  }

  #remove(place: number, remove: (id: string) => void): void {
    const way = this.ways[place % this.ways.length] as Way;
    if (this.ways.length === 1) return void expect(() => remove(way.id)).toThrow();
    remove(way.id);
    this.#forget(way);
  }

  #forget(way: Way): void {
    this.ways = this.ways.filter((each) => each !== way);
    this.closed.push(way.secret);
  }
}

describe("the ways into a vault, whatever is done to them", () => {
  it("are those that were made and not removed: each opens it, no former one does, and one is always left", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (operations) => {
        const keyring = new Keyring();
        for (const each of operations) keyring.run(each);
        expect(
          listSlots(keyring.slotsPath)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(keyring.ways.map(({ id }) => id).sort());
        for (const { secret } of keyring.ways) expect(isOpenedBy(keyring.slotsPath, secret)).toBe(true);
        for (const secret of keyring.closed) expect(isOpenedBy(keyring.slotsPath, secret)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
