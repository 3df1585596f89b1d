import type { SlotDescription } from "../../../preload/contract/views.ts";
import type { Client } from "../../bridge/client.ts";

/** What a person types for a change of the keys. */
export interface KeyForm {
  /** A passphrase or recovery key that opens the vault now. */
  readonly secret: string;
  readonly passphrase: string;
  readonly repeated: string;
  readonly label: string;
}

export const emptyKeyForm: KeyForm = { secret: "", passphrase: "", repeated: "", label: "" };

export interface KeyChange {
  readonly title: string;
  readonly words: string;
  /** On the button. */
  readonly verb: string;
  readonly asksFor: readonly ("label" | "passphrase")[];
  /** What the page says afterwards. */
  readonly done: string;
  /** Returns a new recovery key, which is nowhere else. */
  readonly run: (client: Client, form: KeyForm) => Promise<string | undefined>;
}

export const addPassphrase: KeyChange = {
  title: "Add a passphrase",
  words: "Another person or another occasion gets a passphrase of its own. The others go on to open the vault.",
  verb: "Add passphrase",
  asksFor: ["label", "passphrase"],
  done: "The passphrase was added.",
  run: async (client, { secret, passphrase, label }) => {
    await client.call("keys.addPassphrase", { secret, passphrase, label: label.trim() });
    return undefined;
  },
};

export const addKeystore: KeyChange = {
  title: "Let this computer open the vault",
  words:
    "This computer’s keystore opens the vault when Reinstate starts, and for the daily snapshot while the window is locked. Whoever is signed in to this computer as you can then open it without the passphrase.",
  verb: "Use the keystore",
  asksFor: [],
  done: "This computer’s keystore opens the vault from now on.",
  run: async (client, { secret }) => {
    await client.call("keys.addKeystore", { secret });
    return undefined;
  },
};

export const addRecoveryKey: KeyChange = {
  title: "Add a recovery key",
  words: "A recovery key is printed and locked away. It opens the vault when every passphrase is forgotten.",
  verb: "Make recovery key",
  asksFor: ["label"],
  done: "The recovery key was added.",
  run: async (client, { secret, label }) => {
    const { recoveryKey } = await client.call("keys.addRecovery", { secret, label: label.trim() });
    return recoveryKey;
  },
};

export const changePassphrase: KeyChange = {
  title: "Change a passphrase",
  words: "The passphrase that you open the vault with is replaced. It still opens older copies of the vault.",
  verb: "Change passphrase",
  asksFor: ["passphrase"],
  done: "The passphrase was changed.",
  run: async (client, { secret, passphrase }) => {
    await client.call("keys.changePassphrase", { secret, passphrase });
    return undefined;
  },
};

export const giveNewKey: KeyChange = {
  title: "Give the vault a new key",
  words:
    "The whole vault is encrypted anew. All passphrases and recovery keys go on to open it; whoever has an older copy of its keys cannot. Work under way is ended, and the vault is closed until it is done.",
  verb: "Encrypt anew",
  asksFor: [],
  done: "The vault has a new key, and was proven under it.",
  run: async (client, { secret }) => {
    await client.call("keys.rekey", { secret });
    return undefined;
  },
};

export function removeKey(slot: SlotDescription): KeyChange {
  return {
    title: `Remove ${nameOfKey(slot)}?`,
    words: "It does not open this vault any more. It still opens older copies of the vault.",
    verb: "Remove key",
    asksFor: [],
    done: `Removed: ${nameOfKey(slot)}.`,
    run: async (client, { secret }) => {
      await client.call("keys.remove", { secret, id: slot.id });
      return undefined;
    },
  };
}

export const keyWords: Readonly<Record<SlotDescription["kind"], string>> = {
  passphrase: "Passphrase",
  recovery: "Recovery key",
  keystore: "This computer’s keystore",
};

/** "the recovery key “Safe, 2nd floor”". */
export function nameOfKey({ kind, label, id }: SlotDescription): string {
  const kinds = { passphrase: "the passphrase", recovery: "the recovery key", keystore: "this computer’s keystore" };
  return `${kinds[kind]} ${label === "" ? id : `“${label}”`}`;
}

/** Whether everything that the change asks for was typed. */
export function isReady({ asksFor }: KeyChange, { secret, passphrase, repeated }: KeyForm): boolean {
  return secret !== "" && (!asksFor.includes("passphrase") || (passphrase !== "" && passphrase === repeated));
}
