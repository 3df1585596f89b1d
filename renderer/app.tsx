import type { Client } from "./bridge/client.ts";
import { ClientProvider } from "./bridge/client-context.tsx";
import { PreferencesProvider } from "./cache/use-preferences.tsx";
import { LockedScreen } from "./features/session/locked-screen.tsx";
import { SessionProvider, useSession } from "./features/session/session-context.tsx";
import { WelcomeScreen } from "./features/session/welcome-screen.tsx";
import { Shell } from "./shell/shell.tsx";
import { ErrorBar } from "./ui/error-bar.tsx";
import { Loading } from "./ui/loading.tsx";
import { PageFrame } from "./ui/page-frame.tsx";
import { WindowTheme } from "./ui/window-theme.tsx";

/** The whole window over a client of the bridge. */
export function App({ client }: { readonly client: Client }) {
  return (
    <ClientProvider value={client}>
      <PreferencesProvider>
        <WindowTheme>
          <SessionProvider>
            <Screen />
          </SessionProvider>
        </WindowTheme>
      </PreferencesProvider>
    </ClientProvider>
  );
}

function Screen() {
  const { session, error, reload } = useSession();
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
      return <Shell session={session} key={session.tenant?.id ?? session.vaultPath} />;
  }
}
