import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { ArrowSyncRegular } from "@fluentui/react-icons/svg/arrow-sync";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import { LockOpenRegular } from "@fluentui/react-icons/svg/lock-open";
import { PrintRegular } from "@fluentui/react-icons/svg/print";
import { useState } from "react";
import type { SessionState, SlotDescription } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useOpenerFocus } from "../../ui/use-opener-focus.ts";
import {
  addKeystore,
  addPassphrase,
  addRecoveryKey,
  changePassphrase,
  giveNewKey,
  type KeyChange,
  removeKey,
} from "./key-changes.ts";
import { KeyDialog } from "./key-dialog.tsx";
import { KeyTable } from "./key-table.tsx";
import { RecoveryKeyDialog } from "./recovery-key-dialog.tsx";
import { SectionText } from "./section-text.tsx";

const nothing = {};

const useStyles = makeStyles({ actions: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS } });

/** The ways into the vault, and how they are changed. */
export function KeysSection({ session }: { readonly session: SessionState }) {
  const styles = useStyles();
  const { value: host } = useAnswer("host.describe", nothing);
  const { value: slots, error, reload } = useAnswer("keys.list", nothing);
  const [change, setChange] = useState<KeyChange>();
  const [recoveryKey, setRecoveryKey] = useState<string>();
  const [said, setSaid] = useState<string>();
  const rememberOpener = useOpenerFocus(change !== undefined || recoveryKey !== undefined);
  const begin = (begun: KeyChange) => {
    rememberOpener();
    setChange(begun);
  };
  const finish = (done: KeyChange, key: string | undefined) => {
    setChange(undefined);
    setRecoveryKey(key);
    setSaid(done.done);
    reload();
  };
  return (
    <>
      <SectionText>
        Each of these opens the vault. Every change asks for one that opens it now, so that an unlocked window alone
        changes none.
      </SectionText>
      <div className={styles.actions}>
        <Button icon={<PrintRegular />} onClick={() => begin(addRecoveryKey)}>
          Add recovery key…
        </Button>
        <Button icon={<AddRegular />} onClick={() => begin(addPassphrase)}>
          Add passphrase…
        </Button>
        <Button icon={<EditRegular />} onClick={() => begin(changePassphrase)}>
          Change passphrase…
        </Button>
        {!session.demo && host?.capabilities.osKeyring === true && (
          <Button icon={<LockOpenRegular />} onClick={() => begin(addKeystore)}>
            Use this computer’s keystore…
          </Button>
        )}
        {!session.demo && (
          <Button icon={<ArrowSyncRegular />} onClick={() => begin(giveNewKey)}>
            New vault key…
          </Button>
        )}
      </div>
      <ErrorBar error={error} onRetry={reload} />
      {said !== undefined && (
        <MessageBar intent="success" role="status">
          <MessageBarBody>{said}</MessageBarBody>
        </MessageBar>
      )}
      {slots === undefined && error === undefined && <Loading what="Reading the keys" />}
      {slots !== undefined && <Slots slots={slots} onRemove={(slot) => begin(removeKey(slot))} />}
      {change !== undefined && (
        <KeyDialog
          change={change}
          {...(session.demo && {
            secretHint: `The demo’s passphrase is in the file demo-passphrase.txt in ${session.vaultPath}`,
          })}
          onClose={() => setChange(undefined)}
          onDone={(key) => finish(change, key)}
        />
      )}
      {recoveryKey !== undefined && (
        <RecoveryKeyDialog
          recoveryKey={recoveryKey}
          tenantName={session.tenant?.name ?? "this tenant"}
          onClose={() => setRecoveryKey(undefined)}
        />
      )}
    </>
  );
}

interface SlotsProps {
  readonly slots: readonly SlotDescription[];
  readonly onRemove: (slot: SlotDescription) => void;
}

function Slots({ slots, onRemove }: SlotsProps) {
  const hasRecovery = slots.some(({ kind }) => kind === "recovery");
  return (
    <>
      {!hasRecovery && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            There is no recovery key. If every passphrase is forgotten, nobody can open this vault again.
          </MessageBarBody>
        </MessageBar>
      )}
      <KeyTable slots={slots} onRemove={onRemove} />
    </>
  );
}
