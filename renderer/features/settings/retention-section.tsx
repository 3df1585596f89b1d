import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import type { RetentionPolicy, RetentionPreview } from "../../../preload/contract/retention.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { count } from "../../ui/words.ts";
import { RetentionForm } from "./retention-form.tsx";
import { RetentionTable } from "./retention-table.tsx";
import { SectionText } from "./section-text.tsx";

const nothing = {};

/** How long snapshots stay, and what that means for those that are there. */
export function RetentionSection() {
  const client = useClient();
  const { value: described, error, reload } = useAnswer("retention.describe", nothing);
  const { value: records } = useAnswer("timeline.list", nothing);
  const saving = useAction();
  const [saved, setSaved] = useState<RetentionPreview>();
  const preview = saved ?? described;
  if (preview === undefined) {
    if (error === undefined) return <Loading what="Reading the retention" />;
    return <ErrorBar error={error} onRetry={reload} />;
  }
  const save = (policy: RetentionPolicy) =>
    saving.run(async () => setSaved(await client.call("retention.set", policy)));
  return (
    <>
      <SectionText>
        What no rule keeps is thinned out after the next snapshot. Saving removes nothing by itself, and nothing inside
        the floor is ever removed, nor what was imported or used by a recovery.
      </SectionText>
      <ErrorBar error={saving.error} onDismiss={saving.dismiss} />
      <RetentionForm
        key={JSON.stringify(preview.policy)}
        policy={preview.policy}
        saving={saving.running}
        onSave={save}
      />
      {saved !== undefined && !saving.running && saving.error === undefined && (
        <MessageBar intent="success" role="status">
          <MessageBarBody>Saved. It holds from the next snapshot on.</MessageBarBody>
        </MessageBar>
      )}
      <RetentionNotes preview={preview} />
      <RetentionTable preview={preview} records={records ?? []} />
    </>
  );
}

/** What a person should know of the rules: a lowered floor that still binds, and a clock that jumped. */
function RetentionNotes({ preview }: { readonly preview: RetentionPreview }) {
  const { floorDays, policy, clock } = preview;
  return (
    <>
      {floorDays > policy.floorDays && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            The floor was lowered to {count(policy.floorDays)} days. The former one, {count(floorDays)} days, binds
            until it has passed.
          </MessageBarBody>
        </MessageBar>
      )}
      {clock.map((sentence) => (
        <MessageBar key={sentence} intent="warning" layout="multiline">
          <MessageBarBody>{sentence}</MessageBarBody>
        </MessageBar>
      ))}
    </>
  );
}
