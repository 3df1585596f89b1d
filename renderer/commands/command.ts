import type { KeyCombination } from "./key-combination.ts";

/** Something that the person can ask for by name or by a key. Nothing that writes to a tenant may become one. */
export interface Command {
  /** The product's own word, without anything out of the tenant: the last ones are remembered. */
  readonly id: string;
  readonly label: string;
  readonly group: "This screen" | "Go to" | "Window";
  readonly keys?: KeyCombination | undefined;
  readonly run: () => void;
}
