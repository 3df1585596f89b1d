/** A file that the person chose, or that the system handed over to be opened. Its path stays with the engine. */
export interface OfferedFile {
  readonly id: string;
  /** Without its folder. */
  readonly name: string;
  readonly bytes: number;
}

export interface OfferedExport extends OfferedFile {
  /** What opens it: a passphrase, or the secret key of one of those whom it was made for. */
  readonly lock: "passphrase" | "keys";
}

/** One exported snapshot that is open to be looked at. It is here only because all of it was proven. */
export interface ReviewedExport {
  /** Its number as long as it is open. */
  readonly snapshot: number;
  /** Its number in the vault that it came from. */
  readonly originalNumber: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly objects: number;
  /** When it was taken (ISO 8601 UTC). */
  readonly takenAt: string;
  readonly complete: boolean;
  /** Of the signed record (SHA-256, hex). */
  readonly recordId: string;
  /** Of the record before it in its vault's chain; null for the first. */
  readonly previousId: string | null;
  /** SHA-256 of the public key that signed it, hex: the same for all of one vault, until that is re-keyed. */
  readonly signedBy: string;
}

/** Exports of one tenant that are open to be looked at, oldest first. */
export interface Review {
  readonly exports: readonly ReviewedExport[];
}
