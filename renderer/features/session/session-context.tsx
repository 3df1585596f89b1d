import type { ReactNode } from "react";
import { createContext, use, useCallback, useMemo } from "react";
import type { SessionState } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { useBridgeEvent } from "../../bridge/client-context.tsx";
import { useAnswer } from "../../bridge/use-answer.ts";

interface SessionValue {
  readonly session: SessionState | undefined;
  readonly error: BridgeError | undefined;
  readonly reload: () => void;
}

const SessionContext = createContext<SessionValue | null>(null);
const nothing = {};

/** Follows the session: which vault is open, and who is signed in. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { value, error, reload } = useAnswer("session.describe", nothing);
  const didChange = useCallback(() => reload(), [reload]);
  useBridgeEvent("session.didChange", didChange);
  const session = useMemo(() => ({ session: value, error, reload }), [value, error, reload]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): SessionValue {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession outside of SessionProvider");
  return session;
}
