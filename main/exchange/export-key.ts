import type { Decrypter, Encrypter } from "age-encryption";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** How an export is locked: a passphrase, or the public keys (age1…) of those who may read it. */
export type ExportLock = string | { readonly recipients: readonly string[] };

/** What opens one: its passphrase, or the secret keys of an age identity file. */
export type ExportOpener = string | { readonly identities: readonly string[] };

/** USAGE_INVALID for what is no public key of age. */
export function lockWith(encrypter: Encrypter, lock: ExportLock): void {
  if (typeof lock === "string") encrypter.setPassphrase(lock);
  else for (const recipient of lock.recipients) addRecipient(encrypter, recipient);
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (cause) {
    const message = `"${recipient}" is no public key of age. Give the one that begins with age1 (age-keygen prints it).`;
    throw new ReinstateError("USAGE_INVALID", message, { cause });
  }
}

/** USAGE_INVALID for a secret key that was damaged. */
export function openWith(decrypter: Decrypter, opener: ExportOpener): void {
  if (typeof opener === "string") decrypter.addPassphrase(opener);
  else for (const identity of opener.identities) addIdentity(decrypter, identity);
}

function addIdentity(decrypter: Decrypter, identity: string): void {
  try {
    decrypter.addIdentity(identity);
  } catch {
    // Without its cause, whose text might hold the key.
    throw new ReinstateError(
      "USAGE_INVALID",
      "A secret key of the identity file was damaged. Take a whole copy of it.",
    );
  }
}

const identityPattern = /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/u;

/** The secret keys of an identity file as age-keygen writes it. USAGE_INVALID if there is none; its text is never repeated. */
export function identitiesIn(text: string): readonly string[] {
  const lines = text.split(/\r?\n/u).map((line) => line.trim());
  const identities = lines.filter((line) => identityPattern.test(line));
  if (identities.length > 0) return identities;
  throw new ReinstateError(
    "USAGE_INVALID",
    "The identity file holds no secret key of age: a line that begins with AGE-SECRET-KEY-1. Give the file that age-keygen wrote.",
  );
}
