import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowSyncRegular } from "@fluentui/react-icons/svg/arrow-sync";
import { FolderSyncRegular } from "@fluentui/react-icons/svg/folder-sync";
import { useState } from "react";
import type { CopyDescription } from "../../../preload/contract/copies.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useOpenerFocus } from "../../ui/use-opener-focus.ts";
import { AddCopyForm } from "./add-copy-form.tsx";
import { CopyTable } from "./copy-table.tsx";
import { RemoveCopyDialog } from "./remove-copy-dialog.tsx";
import { SectionText } from "./section-text.tsx";

const nothing = {};

const useStyles = makeStyles({ actions: { display: "flex", gap: tokens.spacingHorizontalS } });

/** Where the vault is copied to, and how each copy is. */
export function CopiesSection() {
  const styles = useStyles();
  const client = useClient();
  const { value: copies, error, reload } = useAnswer("copies.list", nothing);
  const { running, error: failure, run, dismiss } = useAction();
  const [removing, setRemoving] = useState<CopyDescription>();
  const rememberOpener = useOpenerFocus(removing !== undefined);
  const askToRemove = (copy: CopyDescription) => {
    rememberOpener();
    setRemoving(copy);
  };
  const add = (folder: string, onAdded: () => void) =>
    run(async () => {
      await client.call("copies.add", { folder });
      onAdded();
      reload();
    });
  // A run that was cancelled or failed may have brought some of the copies up to date.
  const copyNow = () =>
    run(async () =>
      client
        .call("copies.run", {})
        .then(() => undefined)
        .finally(reload),
    );
  return (
    <>
      <SectionText>
        A copy is the vault in another folder, encrypted as the vault is: a share, a disk or a synchronised folder. It
        is brought up to date after every snapshot, and the vault can be rebuilt from it.
      </SectionText>
      <ErrorBar error={error} onRetry={reload} />
      <ErrorBar error={failure} onDismiss={dismiss} />
      <AddCopyForm running={running} onAdd={add} />
      {copies === undefined && error === undefined && <Loading what="Reading the copies" />}
      {copies?.length === 0 && (
        <EmptyState icon={<FolderSyncRegular />} title="No copy yet">
          The vault lies on this computer only. Add a folder that is somewhere else.
        </EmptyState>
      )}
      {copies !== undefined && copies.length > 0 && (
        <>
          <div className={styles.actions}>
            <Button icon={<ArrowSyncRegular />} disabledFocusable={running} onClick={copyNow}>
              {running ? "Copying…" : "Copy now"}
            </Button>
          </div>
          <CopyTable copies={copies} onRemove={askToRemove} />
        </>
      )}
      {removing !== undefined && (
        <RemoveCopyDialog copy={removing} onClose={() => setRemoving(undefined)} onRemoved={reload} />
      )}
    </>
  );
}
