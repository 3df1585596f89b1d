import type { EventName, Events } from "./events.ts";
import type { InputOf, MethodName, OutputOf } from "./methods.ts";
import type { ErrorShape } from "./reinstate-error.ts";

/** What a call comes back as on the wire, so that an error keeps its code. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ErrorShape };

/** `window.reinstate`: the whole of what a page can reach. Both hosts expose exactly this. */
export interface Bridge {
  call<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<Answer<OutputOf<Name>>>;
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(event: Name, listener: (value: Events[Name]) => void): () => void;
}
