import type { Answer } from "../../preload/contract/bridge.ts";

/** From the thread with the windows to the engine's. */
export type ToEngine =
  | { readonly kind: "call"; readonly call: number; readonly method: unknown; readonly input: unknown }
  | { readonly kind: "told"; readonly ask: number; readonly value: string | undefined }
  | { readonly kind: "stop" };

/** And back. `ask` is what only a host can do: choose a file, open an address in the system's browser. */
export type FromEngine =
  | { readonly kind: "answer"; readonly call: number; readonly answer: Answer<unknown> }
  | { readonly kind: "event"; readonly event: string; readonly value: unknown }
  | {
      readonly kind: "ask";
      readonly ask: number;
      readonly what: "chooseFile" | "openExternal";
      readonly argument: string;
    };
