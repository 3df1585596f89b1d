import { useEffect, useRef } from "react";
import type { SessionState } from "../preload/contract/views.ts";
import type { Client } from "./bridge/client.ts";
import { ClientProvider } from "./bridge/client-context.tsx";
import { PreferencesProvider } from "./cache/use-preferences.tsx";
import { VaultCacheProvider } from "./cache/vault-cache-context.tsx";
import { LeaveRoomDialog } from "./features/incident/leave-room-dialog.tsx";
import { useIncidentRoom } from "./features/incident/use-incident-room.ts";
import { OpenExportProvider } from "./features/offline/open-export-context.tsx";
import { ConnectProvider } from "./features/session/connect-context.tsx";
import { LockedScreen } from "./features/session/locked-screen.tsx";
import { SessionProvider, useSession } from "./features/session/session-context.tsx";
import { WelcomeScreen } from "./features/session/welcome-screen.tsx";
import { useFollowedPlaces } from "./navigation/follow-places.ts";
import { Shell } from "./shell/shell.tsx";
import { ErrorBar } from "./ui/error-bar.tsx";
import { Loading } from "./ui/loading.tsx";
import { PageFrame } from "./ui/page-frame.tsx";
import { useLastingTabster } from "./ui/use-lasting-tabster.ts";
import { LargeType, WindowTheme } from "./ui/window-theme.tsx";

interface AppProps {
  readonly client: Client;
  /** The vault was locked: what the page still holds of it in its memory has to go. */
  readonly onLocked?: () => void;
}

/** The whole window over a client of the bridge. */
export function App({ client, onLocked = () => undefined }: AppProps) {
  useLastingTabster();
  return (
    <ClientProvider value={client}>
      <PreferencesProvider>
        <WindowTheme>
          <SessionProvider>
            <OpenExportProvider>
              <ConnectProvider>
                <Screen onLocked={onLocked} />
              </ConnectProvider>
            </OpenExportProvider>
          </SessionProvider>
        </WindowTheme>
      </PreferencesProvider>
    </ClientProvider>
  );
}

function OpenSession({ session }: { readonly session: SessionState }) {
  const room = useIncidentRoom();
  return (
    <>
      {room.leaving && (
        <LargeType on={room.since !== null} forDialog>
          <LeaveRoomDialog room={room} />
        </LargeType>
      )}
      {/* Nothing that was shown with names outlives the way into the incident room, or the way out of it. */}
      <LargeType on={room.since !== null} key={`${session.tenant?.id} ${room.since} ${reviewKey(session)}`}>
        <VaultCacheProvider>
          <Shell session={session} room={room} />
        </VaultCacheProvider>
      </LargeType>
    </>
  );
}

/** Other exports are another session. */
function reviewKey({ review }: SessionState): string {
  return review === undefined ? "vault" : review.exports.map(({ recordId }) => recordId).join(" ");
}

function Screen({ onLocked }: { readonly onLocked: () => void }) {
  const { session, error, reload } = useSession();
  useFollowedPlaces();
  const state = session?.state;
  const wasOpen = useRef(false);
  useEffect(() => {
    if (state === "locked" && wasOpen.current) onLocked();
    wasOpen.current = state === "open";
  }, [state, onLocked]);
  if (session === undefined) {
    if (error === undefined) return <Loading what="Opening Reinstate" />;
    return (
      <main>
        <PageFrame title="Reinstate could not be opened">
          <ErrorBar error={error} onRetry={reload} />
        </PageFrame>
      </main>
    );
  }
  switch (session.state) {
    case "none":
      return <WelcomeScreen />;
    case "locked":
      return <LockedScreen session={session} />;
    case "open":
      return <OpenSession session={session} />;
  }
}
