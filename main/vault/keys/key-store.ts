/** The operating system's keystore, as a host offers it. Everything is asynchronous: it may ask the person. */
export interface KeyStore {
  /** Which one it is ("kwallet6", "gnome_libsecret", "dpapi", "keychain"): what one sealed, no other opens. */
  readonly backend: string;
  /** False where nothing really protects it (Linux `basic_text`). Throws where it does not answer. */
  isAvailable(): Promise<boolean>;
  seal(content: Uint8Array): Promise<Uint8Array>;
  /** `keep` is given the same sealed anew where the store has another key by now: to be kept in place of `sealed`. */
  open(sealed: Uint8Array, keep?: (anew: Uint8Array) => void): Promise<Uint8Array>;
}
