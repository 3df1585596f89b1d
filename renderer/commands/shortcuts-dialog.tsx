import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Switch,
  tokens,
} from "@fluentui/react-components";
import { usePreferences } from "../cache/use-preferences.tsx";
import { useReturnFocus } from "../ui/use-return-focus.ts";
import type { Command } from "./command.ts";
import { keysOf } from "./key-combination.ts";
import { KeysMark } from "./keys-mark.tsx";
import { listKeys, shortcuts } from "./shortcuts.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "760px" },
  columns: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(280px, 1fr))",
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    alignItems: "start",
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, padding: 0, listStyleType: "none" },
  line: {
    display: "flex",
    justifyContent: "space-between",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

interface Line {
  readonly does: string;
  readonly keys: readonly string[];
}

interface ShortcutsDialogProps {
  /** Those of the window. */
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

/** Every key that does something, in one place. */
export function ShortcutsDialog({ commands, onClose }: ShortcutsDialogProps) {
  const styles = useStyles();
  const { preferences, prefer } = usePreferences();
  useReturnFocus();
  const linesOf = (group: Command["group"]) =>
    commands.flatMap(({ label, keys, group: own }) =>
      own === group && keys !== undefined ? [{ does: label, keys: keysOf(keys) }] : [],
    );
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogContent>
            <div className={styles.columns}>
              <Lines title="Places" lines={linesOf("Go to")} />
              <Lines title="Window" lines={linesOf("Window")} />
              <Lines title="Screens" lines={screenLines} />
              <Lines title="In lists" lines={listKeys} />
            </div>
            <Switch
              checked={preferences.characterKeys}
              onChange={(_, { checked }) => prefer({ characterKeys: checked })}
              label="Single characters are shortcuts too (?)"
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

const screenLines: readonly Line[] = [
  { does: "Search on this screen", keys: keysOf(shortcuts["page.search"]) },
  { does: "Take a snapshot, on the timeline", keys: keysOf(shortcuts["timeline.capture"]) },
];

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  const styles = useStyles();
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.list}>
        {lines.map(({ does, keys }) => (
          <li key={does} className={styles.line}>
            {does}
            <KeysMark keys={keys} />
          </li>
        ))}
      </ul>
    </section>
  );
}
