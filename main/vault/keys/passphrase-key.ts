import { scryptSync } from "node:crypto";

/** scrypt's N: 128 MiB and about half a second a guess. */
export const usualPassphraseCost = 2 ** 17;

export interface ScryptParameters {
  readonly cost: number;
  readonly blockSize: 8;
  readonly parallel: 1;
  /** base64 */
  readonly salt: string;
}

/** The wrapping key. NFKC: the same passphrase typed on another system opens it too. */
export function passphraseKey(passphrase: string, { cost, blockSize, parallel, salt }: ScryptParameters): Buffer {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * blockSize * cost };
  return scryptSync(passphrase.normalize("NFKC"), Buffer.from(salt, "base64"), 32, options);
}
