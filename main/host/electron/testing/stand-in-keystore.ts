import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type * as Electron from "electron";
import type { StandInComputer } from "./remote-messages.ts";

/** The asynchronous half of Electron's safeStorage over a key that the test names, as a keystore of the system has one. */
export function safeStorageOf(
  { keystore, keystoreKey, formerKey, keyringIsGone }: StandInComputer,
  isReady: () => boolean,
  answered: () => Promise<void>,
): Pick<
  Electron.SafeStorage,
  "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync" | "getSelectedStorageBackend"
> {
  const isLinux = process.platform === "linux";
  // Chromium's last resort on Linux, and what the tag stands for on the other systems.
  const usual = isLinux ? { tag: "v11", name: keystoreKey } : { tag: "v10", name: keystoreKey };
  const sealing = isLinux && keyringIsGone === true ? { tag: "v10", name: "peanuts" } : usual;
  const keyOf = (name: string) => createHash("sha256").update(name).digest();
  const decrypt = (sealed: Buffer, name: string) => {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(name), sealed.subarray(3, 15));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(15, -16)), decipher.final()]).toString("utf8");
  };
  const mustBeReady = () => {
    if (!isReady()) throw new Error("safeStorage cannot be used before app is ready");
  };
  return {
    getSelectedStorageBackend: () => (isReady() ? (keystore as "gnome_libsecret") : "unknown"),
    isAsyncEncryptionAvailable: async () => {
      mustBeReady();
      await answered();
      if (keystore === "broken") throw new Error("the keystore's service does not answer");
      return keystore !== "none";
    },
    encryptStringAsync: async (text) => {
      mustBeReady();
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", keyOf(sealing.name), nonce);
      return Buffer.concat([
        Buffer.from(sealing.tag),
        nonce,
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    decryptStringAsync: async (sealed) => {
      mustBeReady();
      try {
        const isSealedWithKnownKey = isLinux && sealed.toString("latin1").startsWith("v10");
        return { result: decrypt(sealed, isSealedWithKnownKey ? "peanuts" : keystoreKey), shouldReEncrypt: false };
      } catch (error) {
        if (formerKey === undefined) throw error;
        return { result: decrypt(sealed, formerKey), shouldReEncrypt: true };
      }
    },
  };
}
