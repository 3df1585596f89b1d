import { safeStorage } from "electron";
import type { KeyStore } from "../../vault/keys/key-store.ts";

const backends: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: "dpapi", darwin: "keychain" };
/** On Linux: without a keyring Electron seals with a key that is in its source. */
const unprotected = new Set(["basic_text", "unknown"]);
/** That key's tag, before what it sealed. It is taken in silence too where the desktop's keyring does not answer; on other systems others have it. */
const tagOfKnownKey = "v10";

/** The keystore of this computer by Electron's asynchronous safeStorage, after `ready`; undefined where nothing protects a key. */
export async function electronKeyStore(): Promise<KeyStore | undefined> {
  const backend = backends[process.platform] ?? safeStorage.getSelectedStorageBackend();
  if (unprotected.has(backend) || !(await isAvailable())) return undefined;
  return {
    backend,
    isAvailable,
    // It seals text only.
    seal: (content) => seal(Buffer.from(content).toString("base64")),
    open: async (sealed, keep) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      // A store that does not seal now is asked again at the next start.
      const anew = shouldReEncrypt ? await seal(result).catch(() => undefined) : undefined;
      if (anew !== undefined) keep?.(anew);
      return Buffer.from(result, "base64");
    },
  };
}

/** One that cannot even say so protects nothing. What it says on Linux is no answer: what it seals is. */
async function isAvailable(): Promise<boolean> {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    if (process.platform === "linux") await seal("");
    return true;
  } catch {
    return false;
  }
}

/** Throws instead of giving what anybody could open. */
async function seal(text: string): Promise<Buffer> {
  const sealed = await safeStorage.encryptStringAsync(text);
  if (process.platform === "linux" && sealed.toString("latin1").startsWith(tagOfKnownKey))
    throw new Error("sealed with a key that everybody knows");
  return sealed;
}
