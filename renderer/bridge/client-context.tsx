import { createContext, use, useEffect, useSyncExternalStore } from "react";
import type { EventName, Events } from "../../preload/contract/events.ts";
import type { Client } from "./client.ts";
import type { Work } from "./work-ledger.ts";

const ClientContext = createContext<Client | null>(null);
export const ClientProvider = ClientContext.Provider;

export function useClient(): Client {
  const client = use(ClientContext);
  if (client === null) throw new Error("useClient outside of ClientProvider");
  return client;
}

/** The long work under way, null while there is none. */
export function useWork(): Work | null {
  const { work } = useClient();
  return useSyncExternalStore(work.subscribe, work.current);
}

/** Hears an event while the component is there. `listener` must be stable. */
export function useBridgeEvent<Name extends EventName>(event: Name, listener: (value: Events[Name]) => void): void {
  const client = useClient();
  useEffect(() => client.on(event, listener), [client, event, listener]);
}
