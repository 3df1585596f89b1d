import type { ReactNode } from "react";
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { OfferedExport } from "../../../preload/contract/review.ts";
import { type BridgeError, toBridgeError } from "../../bridge/bridge-error.ts";
import { useBridgeEvent, useClient } from "../../bridge/client-context.tsx";
import { goTo } from "../../navigation/use-route.ts";
import { useSession } from "../session/session-context.tsx";
import { OpenExportDialog } from "./open-export-dialog.tsx";

interface OpenExport {
  /** Has the host ask for an exported snapshot, then asks here for what opens it. */
  readonly choose: () => void;
  readonly choosing: boolean;
  /** What was looked at closed by itself, because nobody was there. */
  readonly closed: boolean;
  /** Closes and forgets what is looked at. */
  readonly close: () => Promise<void>;
}

const OpenExportContext = createContext<OpenExport | null>(null);

export function useOpenExport(): OpenExport {
  const value = use(OpenExportContext);
  if (value === null) throw new Error("useOpenExport outside of OpenExportProvider");
  return value;
}

/** The way to open an exported snapshot, from every screen: chosen here, or handed over by the system. */
export function OpenExportProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const { session, reload } = useSession();
  const [offered, setOffered] = useState<OfferedExport>();
  const [error, setError] = useState<BridgeError>();
  const [choosing, setChoosing] = useState(false);
  const take = useCallback((ask: Promise<OfferedExport | null>) => {
    const show = (found: OfferedExport | null) => {
      if (found === null) return;
      setError(undefined);
      setOffered(found);
    };
    return ask.then(show, (failure: unknown) => setError(toBridgeError(failure)));
  }, []);
  const lookForOffer = useCallback(() => void take(client.call("review.offered", {})), [client, take]);
  useBridgeEvent("review.didOffer", lookForOffer);
  // One that was handed over before the window was there.
  useEffect(lookForOffer, [lookForOffer]);
  const choose = useCallback(() => {
    setChoosing(true);
    void take(client.call("review.choose", {})).finally(() => setChoosing(false));
  }, [client, take]);
  const { closed, close } = useClosing(session?.review !== undefined);
  const dismiss = () => {
    setOffered(undefined);
    setError(undefined);
    client.call("review.decline", {}).catch(() => undefined);
  };
  const value = useMemo(() => ({ choose, choosing, closed, close }), [choose, choosing, closed, close]);
  return (
    <OpenExportContext value={value}>
      {children}
      {(offered !== undefined || error !== undefined) && (
        <OpenExportDialog
          key={offered?.id ?? "none"}
          offered={offered}
          problem={error}
          session={session}
          choosing={choosing}
          onChoose={choose}
          onClose={dismiss}
          onOpened={() => {
            setOffered(undefined);
            goTo({ page: "timeline" });
            reload();
          }}
        />
      )}
    </OpenExportContext>
  );
}

/** Tells an export that the person closed from one that closed by itself. */
function useClosing(isOpen: boolean) {
  const client = useClient();
  const was = useRef(false);
  const byHand = useRef(false);
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    if (isOpen) setClosed(false);
    else if (was.current && !byHand.current) setClosed(true);
    was.current = isOpen;
    byHand.current = false;
  }, [isOpen]);
  const close = useCallback(async () => {
    byHand.current = true;
    await client.call("review.close", {});
  }, [client]);
  return { closed, close };
}
