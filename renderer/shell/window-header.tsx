import { Badge, Button, makeStyles, Text, Tooltip, tokens } from "@fluentui/react-components";
import { EyeOffRegular } from "@fluentui/react-icons/svg/eye-off";
import { KeyboardRegular } from "@fluentui/react-icons/svg/keyboard";
import { LockClosedRegular } from "@fluentui/react-icons/svg/lock-closed";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import type { SessionState } from "../../preload/contract/views.ts";
import { useCommandCenter } from "../commands/command-center.tsx";
import { ariaKeysOf, wordsOf } from "../commands/key-combination.ts";
import { shortcuts } from "../commands/shortcuts.ts";
import { useLock } from "../commands/use-window-commands.ts";
import type { IncidentRoom } from "../features/incident/use-incident-room.ts";
import { incidentKey } from "../features/incident/use-incident-room.ts";
import { NameText } from "../ui/name-text.tsx";
import { narrowWindow } from "../ui/small-window.ts";
import { ProductMark } from "./product-mark.tsx";
import { ThemeButton } from "./theme-button.tsx";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    height: "48px",
    flexShrink: 0,
    padding: `0 ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tenant: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, flexGrow: 1, minWidth: 0 },
  rule: { width: "1px", height: "20px", backgroundColor: tokens.colorNeutralStroke1, flexShrink: 0 },
  account: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
    maxWidth: "360px",
    minWidth: 0,
    // It stands in Settings too.
    [narrowWindow]: { display: "none" },
  },
  whole: { flexShrink: 0, whiteSpace: "nowrap" },
});

/** Whose tenant this is, who is signed in, and the theme. */
export function WindowHeader({ session, room }: { readonly session: SessionState; readonly room: IncidentRoom }) {
  const styles = useStyles();
  const lock = useLock();
  const { showCommands } = useCommandCenter();
  return (
    <header className={styles.root}>
      <ProductMark />
      <Text weight="semibold" size={400}>
        Reinstate
      </Text>
      <span className={styles.rule} />
      <div className={styles.tenant}>
        <NameText name={session.tenant?.name ?? "No tenant"} {...besidesOf(session)} />
        {session.demo && (
          <Badge appearance="tint" color="informative" className={styles.whole}>
            Demo
          </Badge>
        )}
      </div>
      {session.review === undefined ? (
        <div className={styles.account}>
          <PersonRegular fontSize={20} title="Account" />
          <NameText name={session.account ?? "Nobody is signed in"} />
        </div>
      ) : (
        <Badge appearance="tint" color="informative" className={styles.whole}>
          Offline review
        </Badge>
      )}
      <Tooltip content={`Find a command (${wordsOf(shortcuts["window.commands"])})`} relationship="description">
        <Button
          appearance="subtle"
          icon={<KeyboardRegular />}
          aria-label="Find a command"
          aria-haspopup="dialog"
          aria-keyshortcuts={ariaKeysOf(shortcuts["window.commands"])}
          onClick={showCommands}
        />
      </Tooltip>
      {room.since === null && (
        <Tooltip content={`Pseudonyms and large type for a shared screen (${incidentKey})`} relationship="description">
          <Button
            appearance="subtle"
            className={styles.whole}
            icon={<EyeOffRegular />}
            aria-keyshortcuts={incidentKey}
            disabledFocusable={room.busy || room.action.running}
            onClick={room.enter}
          >
            Incident room
          </Button>
        </Tooltip>
      )}
      <ThemeButton />
      {/* The demo's vault opens by itself: to lock it would do nothing. */}
      {session.review === undefined && !session.demo && (
        <Tooltip content={wordsOf(shortcuts["window.lock"])} relationship="description">
          <Button
            appearance="subtle"
            className={styles.whole}
            icon={<LockClosedRegular />}
            aria-keyshortcuts={ariaKeysOf(shortcuts["window.lock"])}
            onClick={lock}
          >
            Lock
          </Button>
        </Tooltip>
      )}
    </header>
  );
}

function besidesOf({ tenant }: SessionState): { readonly besides?: string } {
  return tenant === null ? {} : { besides: tenant.id };
}
