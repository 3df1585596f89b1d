import type { Answer } from "../../preload/contract/bridge.ts";
import type { FileKind, PlanQuestion } from "./ports.ts";

/** From the thread with the windows to the engine's. */
export type ToEngine =
  | { readonly kind: "call"; readonly call: number; readonly method: unknown; readonly input: unknown }
  | { readonly kind: "told"; readonly ask: number; readonly value: string | undefined }
  /** An exported snapshot that the system handed over to be opened. */
  | { readonly kind: "offer"; readonly path: string }
  /** The computer woke up: what is due, and a lock that is, do not wait for the next look. */
  | { readonly kind: "look" }
  | { readonly kind: "stop" };

/** What only a host can do: choose a file, open an address in the system's browser, ask the person outside the page. */
export type Errand =
  /** seal, unseal: bytes for the keystore and back, base64; after a blank what was unsealed, sealed anew, where that is wanted. */
  | { readonly what: "chooseFile" | "seal" | "unseal"; readonly argument: string }
  /** Answered with "ready" where the keystore has answered, and does protect a key. */
  | { readonly what: "keystore" }
  /** Answered with "refused" where the address is not of this sign-in service. */
  | { readonly what: "openExternal"; readonly argument: string; readonly authority: string }
  | { readonly what: "chooseExistingFile"; readonly fileKind: FileKind }
  /** Answered with the state after it. */
  | { readonly what: "autostart"; readonly argument: "read" | "on" | "off" }
  | { readonly what: "confirmPlan"; readonly question: PlanQuestion };

/** And back. An `ask` that is withdrawn is answered with nothing. */
export type FromEngine =
  | { readonly kind: "answer"; readonly call: number; readonly answer: Answer<unknown> }
  | { readonly kind: "event"; readonly event: string; readonly value: unknown }
  | { readonly kind: "ask"; readonly ask: number; readonly errand: Errand }
  | { readonly kind: "withdraw"; readonly ask: number }
  | { readonly kind: "work"; readonly working: boolean };
