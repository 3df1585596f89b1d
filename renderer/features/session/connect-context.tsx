import type { ReactNode } from "react";
import { createContext, use, useCallback, useMemo, useState } from "react";
import { useClient } from "../../bridge/client-context.tsx";
import { ConnectWizard } from "./connect-wizard.tsx";

interface Connecting {
  /** Opens the three steps that connect a tenant. */
  readonly begin: () => void;
}

const ConnectContext = createContext<Connecting | null>(null);

export function useConnect(): Connecting {
  const value = use(ConnectContext);
  if (value === null) throw new Error("useConnect outside of ConnectProvider");
  return value;
}

/** The steps stand in the place of every other screen: the vault that they make opens while they are still there. */
export function ConnectProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const [connecting, setConnecting] = useState(false);
  const begin = useCallback(() => setConnecting(true), []);
  const value = useMemo(() => ({ begin }), [begin]);
  const leave = () => {
    setConnecting(false);
    client.call("connect.abandon", {}).catch(() => undefined);
  };
  return <ConnectContext value={value}>{connecting ? <ConnectWizard onLeave={leave} /> : children}</ConnectContext>;
}
