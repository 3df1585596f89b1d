import { makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import type { SessionState } from "../../../preload/contract/views.ts";
import { type SettingsSection, settingsSections } from "../../navigation/route.ts";
import { goTo } from "../../navigation/use-route.ts";
import { PageFrame } from "../../ui/page-frame.tsx";
import { AboutSection } from "./about-section.tsx";
import { CopiesSection } from "./copies-section.tsx";
import { GeneralSection } from "./general-section.tsx";
import { KeysSection } from "./keys-section.tsx";
import { NotificationsSection } from "./notifications-section.tsx";
import { PrivacySection } from "./privacy-section.tsx";
import { RetentionSection } from "./retention-section.tsx";
import { ScheduleSection } from "./schedule-section.tsx";
import { TenantSection } from "./tenant-section.tsx";

const useStyles = makeStyles({
  tabs: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalMNudge})`, flexShrink: 0, flexWrap: "wrap" },
  panel: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL, maxWidth: "1000px" },
});

export const sectionLabels: Readonly<Record<SettingsSection, string>> = {
  retention: "Retention",
  schedule: "Schedule",
  notifications: "Notifications",
  keys: "Keys",
  copies: "Copies",
  tenant: "Tenant",
  privacy: "Privacy",
  general: "General",
  about: "About",
};

interface SettingsPageProps {
  readonly section: SettingsSection;
  readonly session: SessionState;
}

/** What holds for the vault as a whole, one part at a time. */
export function SettingsPage({ section, session }: SettingsPageProps) {
  const styles = useStyles();
  return (
    <PageFrame title="Settings" scrolling>
      <TabList
        className={styles.tabs}
        aria-label="Settings"
        selectedValue={section}
        onTabSelect={(_, { value }) => goTo({ page: "settings", section: value as SettingsSection })}
      >
        {settingsSections.map((each) => (
          <Tab key={each} id={`settings-${each}`} value={each}>
            {sectionLabels[each]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-labelledby={`settings-${section}`} className={styles.panel}>
        <Section section={section} session={session} />
      </div>
    </PageFrame>
  );
}

function Section({ section, session }: SettingsPageProps) {
  switch (section) {
    case "retention":
      return <RetentionSection />;
    case "schedule":
      return <ScheduleSection />;
    case "notifications":
      return <NotificationsSection />;
    case "keys":
      return <KeysSection session={session} />;
    case "copies":
      return <CopiesSection />;
    case "tenant":
      return <TenantSection />;
    case "privacy":
      return <PrivacySection />;
    case "general":
      return <GeneralSection session={session} />;
    case "about":
      return <AboutSection session={session} />;
  }
}
