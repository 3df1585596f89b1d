import { makeStyles, tokens } from "@fluentui/react-components";
import type { SessionState } from "../../preload/contract/views.ts";
import { CommandCenter } from "../commands/command-center.tsx";
import { ExplorerPage } from "../features/explorer/explorer-page.tsx";
import { HistoryPage } from "../features/history/history-page.tsx";
import { IncidentBanner } from "../features/incident/incident-banner.tsx";
import { IncidentPage } from "../features/incident/incident-page.tsx";
import type { IncidentRoom } from "../features/incident/use-incident-room.ts";
import { NoticeBars } from "../features/notices/notice-bars.tsx";
import { OnlyLookedAt } from "../features/offline/only-looked-at.tsx";
import { ReviewBanner } from "../features/offline/review-banner.tsx";
import { RecoveryPage } from "../features/recovery/recovery-page.tsx";
import { useWizard, WizardProvider } from "../features/recovery/wizard-context.tsx";
import { ReportPage } from "../features/report/report-page.tsx";
import { ReportShelf } from "../features/report/report-shelf.tsx";
import { SettingsPage } from "../features/settings/settings-page.tsx";
import { TimelinePage } from "../features/timeline/timeline-page.tsx";
import type { PageName, Route } from "../navigation/route.ts";
import { useRoute } from "../navigation/use-route.ts";
import { DemoBanner } from "./demo-banner.tsx";
import { MainNavigation } from "./main-navigation.tsx";
import { WindowHeader } from "./window-header.tsx";
import { recoveryMethods, WorkArea } from "./work-area.tsx";
import { WorkEndings } from "./work-endings.tsx";

const useStyles = makeStyles({
  root: { height: "100%", display: "flex", flexDirection: "column" },
  skip: {
    position: "absolute",
    left: "-9999px",
    "&:focus": {
      left: tokens.spacingHorizontalM,
      top: tokens.spacingVerticalS,
      zIndex: 10,
      padding: tokens.spacingHorizontalS,
      backgroundColor: tokens.colorNeutralBackground1,
    },
  },
  middle: { display: "flex", flexGrow: 1, minHeight: 0 },
  main: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground2,
    outlineStyle: "none",
    display: "flex",
    flexDirection: "column",
  },
  page: { flexGrow: 1, minHeight: 0 },
});

/** The window around the pages, for an open session. */
export function Shell({ session, room }: { readonly session: SessionState; readonly room: IncidentRoom }) {
  const styles = useStyles();
  const route = useRoute();
  const toContent = () => document.getElementById("content")?.focus();
  return (
    <ReportShelf>
      <WizardProvider incident={room.since !== null}>
        <CommandCenter room={room}>
          <div className={styles.root}>
            <button type="button" className={styles.skip} onClick={toContent}>
              Skip to content
            </button>
            <WindowHeader session={session} room={room} />
            {room.since !== null && <IncidentBanner since={room.since} onLeave={room.leave} />}
            {session.review !== undefined && (
              <ReviewBanner review={session.review} tenantName={session.tenant?.name ?? ""} />
            )}
            {session.demo && <DemoBanner story={session.story} />}
            <div className={styles.middle}>
              <MainNavigation
                current={route.page}
                incident={room.since !== null}
                review={session.review !== undefined}
              />
              <main id="content" tabIndex={-1} className={styles.main}>
                {session.review === undefined && <NoticeBars />}
                <div className={styles.page}>
                  <Page route={route} session={session} room={room} />
                </div>
              </main>
            </div>
            <WorkEndings />
            <WorkBesides page={route.page} />
          </div>
        </CommandCenter>
      </WizardProvider>
    </ReportShelf>
  );
}

function WorkBesides({ page }: { readonly page: PageName }) {
  const { state } = useWizard();
  if (state.stage !== "progress") return <WorkArea />;
  return <WorkArea planId={state.plan.id} {...(page === "recovery" ? { except: recoveryMethods } : {})} />;
}

/** What needs a vault or a tenant, and its heading. */
const vaultPages: Readonly<Partial<Record<PageName, string>>> = {
  recovery: "Recovery",
  history: "History",
  settings: "Settings",
};

interface PageProps {
  readonly route: Route;
  readonly session: SessionState;
  readonly room: IncidentRoom;
}

function Page({ route, session, room }: PageProps) {
  if (session.review !== undefined && vaultPages[route.page] !== undefined)
    return <OnlyLookedAt title={vaultPages[route.page] ?? ""} />;
  switch (route.page) {
    case "incident":
      return <IncidentPage room={room} />;
    case "timeline":
      return <TimelinePage canCapture={session.account !== null} />;
    case "report":
      return <ReportPage {...route} />;
    case "explorer":
    case "object":
      return <ExplorerPage route={route} canCapture={session.account !== null} />;
    case "recovery":
      return <RecoveryPage tenantName={session.tenant?.name ?? ""} />;
    case "history":
      return <HistoryPage jobId={route.jobId} />;
    case "settings":
      return <SettingsPage section={route.section} session={session} />;
  }
}
