import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { PrintRegular } from "@fluentui/react-icons/svg/print";
import { useState } from "react";
import { forgetCopied } from "../../ui/forget-copied.ts";
import { RecoveryKeyPrint } from "./recovery-key-print.tsx";

const useStyles = makeStyles({
  surface: { maxWidth: "560px" },
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  words: { margin: 0 },
  key: {
    display: "grid",
    gridTemplateColumns: "repeat(4, max-content)",
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
  },
});

interface RecoveryKeyDialogProps {
  readonly recoveryKey: string;
  readonly tenantName: string;
  readonly onClose: () => void;
}

/** Shows a recovery key once. It can be left only by who says that the key is safe: Escape does not lose it. */
export function RecoveryKeyDialog({ recoveryKey, tenantName, onClose }: RecoveryKeyDialogProps) {
  const styles = useStyles();
  const [safe, setSafe] = useState(false);
  return (
    <Dialog open modalType="alert">
      <DialogSurface className={styles.surface}>
        <RecoveryKeyPrint recoveryKey={recoveryKey} tenantName={tenantName} />
        <DialogBody>
          <DialogTitle>Your recovery key</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.words}>
              It opens the Reinstate vault of <bdi>{tenantName}</bdi> wherever a passphrase does. Keep it apart from
              this computer.
            </p>
            <p className={styles.key} onCopy={forgetCopied}>
              <RecoveryKeyGroups recoveryKey={recoveryKey} />
            </p>
            <p className={styles.words}>
              <strong>It is shown this once and is stored nowhere.</strong> Print it or write it down now.
            </p>
            <Checkbox
              checked={safe}
              onChange={(_, { checked }) => setSafe(checked === true)}
              label="I have printed it or written it down"
            />
          </DialogContent>
          <DialogActions>
            <Button icon={<PrintRegular />} onClick={() => window.print()}>
              Print
            </Button>
            <Button appearance="primary" disabledFocusable={!safe} onClick={onClose}>
              Done
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** The eight groups in two rows, in the order in which they are typed. */
function RecoveryKeyGroups({ recoveryKey }: { readonly recoveryKey: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a group may come twice; its place tells them apart
  return recoveryKey.split("-").map((group, place) => <span key={place}>{group}</span>);
}
