import { safeStorage } from "electron";
import type { KeyStore } from "../../vault/keys/key-store.ts";

const backends: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: "dpapi", darwin: "keychain" };
/** On Linux: without a keyring Electron seals with a key that is in its source. */
const unprotected = new Set(["basic_text", "unknown"]);

/** The keystore of this computer by Electron's asynchronous safeStorage, after `ready`; undefined where nothing protects a key. */
export async function electronKeyStore(): Promise<KeyStore | undefined> {
  const backend = backends[process.platform] ?? safeStorage.getSelectedStorageBackend();
  if (unprotected.has(backend)) return undefined;
  // One that cannot even say so protects nothing.
  const isAvailable = () => safeStorage.isAsyncEncryptionAvailable().catch(() => false);
  if (!(await isAvailable())) return undefined;
  return {
    backend,
    isAvailable,
    // It seals text only.
    seal: (content) => safeStorage.encryptStringAsync(Buffer.from(content).toString("base64")),
    open: async (sealed, keep) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      // A store that does not seal now is asked again at the next start.
      const anew = shouldReEncrypt ? await safeStorage.encryptStringAsync(result).catch(() => undefined) : undefined;
      if (anew !== undefined) keep?.(anew);
      return Buffer.from(result, "base64");
    },
  };
}
