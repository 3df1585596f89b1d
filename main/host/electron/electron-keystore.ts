import { safeStorage } from "electron";
import type { KeyStore } from "../../vault/keys/key-store.ts";
import { inTime } from "./in-time.ts";

const backends: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: "dpapi", darwin: "keychain" };
/** On Linux: without a keyring Electron seals with a key that is in its source. */
const unprotected = new Set(["basic_text", "unknown"]);
/** That key's tag, before what it sealed. It is taken in silence too where the desktop's keyring does not answer; on other systems others have it. */
const tagOfKnownKey = "v10";

/** As long as that no window waits for a keyring that asks for its password, perhaps where nobody sees it. */
const patienceMs = 10_000;

/**
 * The keystore of this computer by Electron's asynchronous safeStorage, after `ready`; undefined where nothing protects a key. One
 * that has not answered yet is available from when it does.
 */
export async function electronKeyStore(): Promise<KeyStore | undefined> {
  const backend = backends[process.platform] ?? safeStorage.getSelectedStorageBackend();
  if (unprotected.has(backend)) return undefined;
  let protects: boolean | undefined;
  const asked = asksIfProtecting().then((answer) => {
    protects = answer;
    return answer;
  });
  if (!(await inTime(asked, patienceMs, true))) return undefined;
  return {
    backend,
    isAvailable: async () => protects === true,
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
async function asksIfProtecting(): Promise<boolean> {
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
