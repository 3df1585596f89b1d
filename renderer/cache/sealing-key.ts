import type { SealedRow } from "./window-database.ts";

/** Of what is inside. With another number nothing of before can be opened: it is rebuilt, not misread. */
const contentVersion = 1;
const nonceBytes = 12;

/** What a window seals with for one vault. Script of the page can use it, but not read it. */
export interface SealingKey {
  readonly key: CryptoKey;
  /** Tells one vault's rows from another's, and from those before the vault was re-keyed. */
  readonly vault: string;
}

/** Takes over the 32 bytes of `session.windowKey`. */
export async function takeSealingKey(bytes: readonly number[]): Promise<SealingKey> {
  const raw = Uint8Array.from(bytes);
  const digest = await crypto.subtle.digest("SHA-256", raw);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  raw.fill(0);
  return { key, vault: hexOf(digest).slice(0, 32) };
}

/** The id of the row that holds `place` of the key's vault. */
export function rowId({ vault }: SealingKey, place: string): string {
  return `${vault} ${place}`;
}

/** Any JSON value as a row: AES-256-GCM, bound to its place. */
export async function sealRow(key: SealingKey, place: string, value: unknown): Promise<SealedRow> {
  const id = rowId(key, place);
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const content = await crypto.subtle.encrypt(algorithmFor(id, nonce), key.key, plain);
  return { id, nonce, content: new Uint8Array(content) };
}

/** What the row holds; undefined if it was sealed with another key, for another place or version, or altered since. */
export async function openRow(key: SealingKey, { id, nonce, content }: SealedRow): Promise<unknown> {
  try {
    const plain = await crypto.subtle.decrypt(
      algorithmFor(id, Uint8Array.from(nonce)),
      key.key,
      Uint8Array.from(content),
    );
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

function algorithmFor(id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${contentVersion} ${id}`) };
}

function hexOf(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
