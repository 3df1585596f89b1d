import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import type { SessionState } from "../../../preload/contract/views.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { GeneralForm, type GeneralSettings } from "./general-form.tsx";
import { SectionText } from "./section-text.tsx";

const nothing = {};

/** What of the tenant's allowance Reinstate uses, how much a plan may delete unasked, and when it locks. All are kept in the vault. */
export function GeneralSection({ session }: { readonly session: SessionState }) {
  const client = useClient();
  const share = useAnswer("session.allowance.describe", nothing);
  const deletions = useAnswer("session.deletions.describe", nothing);
  const idle = useAnswer("session.idle.describe", nothing);
  const saving = useAction();
  const [saved, setSaved] = useState(false);
  const error = share.error ?? deletions.error ?? idle.error;
  const reload = () => {
    share.reload();
    deletions.reload();
    idle.reload();
  };
  if (share.value === undefined || deletions.value === undefined || idle.value === undefined) {
    if (error === undefined) return <Loading what="Reading the settings" />;
    return <ErrorBar error={error} onRetry={reload} />;
  }
  const settings: GeneralSettings = {
    share: share.value.percent,
    deletions: deletions.value.most,
    idleMinutes: idle.value.minutes,
  };
  const save = (chosen: GeneralSettings) =>
    saving.run(async () => {
      setSaved(false);
      if (chosen.share !== settings.share) await client.call("session.allowance.set", { percent: chosen.share });
      if (chosen.deletions !== settings.deletions)
        await client.call("session.deletions.set", { most: chosen.deletions });
      if (chosen.idleMinutes !== settings.idleMinutes)
        await client.call("session.idle.set", { minutes: chosen.idleMinutes });
      setSaved(true);
      reload();
    });
  return (
    <>
      <SectionText>
        Microsoft Graph lets an application read and write only so much of a tenant in a time. Reinstate uses at most
        this share of the documented limits, so that other work under the same registration goes on. A smaller share
        makes captures and recoveries slower; a larger one leaves less to others.
      </SectionText>
      <ErrorBar error={error} onRetry={reload} />
      <ErrorBar error={saving.error} onDismiss={saving.dismiss} />
      <GeneralForm settings={settings} neverLocks={session.demo} saving={saving.running} onSave={save} />
      {saved && !saving.running && saving.error === undefined && (
        <MessageBar intent="success" role="status">
          <MessageBarBody>Saved. It holds from now on, for work under way too.</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
