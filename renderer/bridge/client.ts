import type { Bridge } from "../../preload/contract/bridge.ts";
import type { InputOf, MethodName, OutputOf } from "../../preload/contract/methods.ts";
import { BridgeError } from "./bridge-error.ts";
import { WorkLedger } from "./work-ledger.ts";

/** The bridge as the screens use it: answers become values or a thrown BridgeError. */
export interface Client {
  call<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  readonly on: Bridge["on"];
  /** The long work that this window has under way. */
  readonly work: WorkLedger;
}

/** `place` tells where the window is when work begins. */
export function createClient(bridge: Bridge, place?: () => string): Client {
  const work = new WorkLedger(place);
  bridge.on("work.didProgress", (progress) => work.tell(progress));
  const call = async <Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> => {
    const answer = await bridge.call(method, input);
    if (answer.ok) return answer.value;
    throw new BridgeError(answer.error);
  };
  return {
    call: (method, input) => work.during(method, () => call(method, input)),
    on: (event, listener) => bridge.on(event, listener),
    work,
  };
}
