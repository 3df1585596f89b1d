import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import type { ScheduleSettings } from "../../../preload/contract/schedule.ts";
import { useBridgeEvent, useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { AbsenceTable } from "./absence-table.tsx";
import { AutostartSwitch } from "./autostart-switch.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { ScheduleNow } from "./schedule-now.tsx";
import { SectionText } from "./section-text.tsx";

const nothing = {};

/** Whether and when the daily snapshot is taken, and what became of it. */
export function ScheduleSection() {
  const client = useClient();
  const { value: state, error, reload } = useAnswer("schedule.read", nothing);
  const { value: host } = useAnswer("host.describe", nothing);
  const saving = useAction();
  const [saved, setSaved] = useState(false);
  useBridgeEvent("schedule.didAttempt", reload);
  if (state === undefined) {
    if (error === undefined) return <Loading what="Reading the schedule" />;
    return <ErrorBar error={error} onRetry={reload} />;
  }
  const save = (settings: ScheduleSettings) =>
    saving.run(async () => {
      await client.call("schedule.write", settings);
      setSaved(true);
      reload();
    });
  return (
    <>
      <SectionText>
        While Reinstate runs with this vault unlocked, it takes one snapshot a day by itself. What was missed while the
        computer slept or Reinstate did not run is made up for as soon as it can be, with one snapshot. A capture of
        everything that was taken by hand or by the command line counts too.
        {host?.capabilities.tray === true &&
          " With a daily snapshot, closing the window leaves Reinstate in the tray, where it goes on."}
      </SectionText>
      <ErrorBar error={error} onRetry={reload} />
      <ErrorBar error={saving.error} onDismiss={saving.dismiss} />
      <ScheduleForm
        key={JSON.stringify(state.settings)}
        settings={state.settings}
        saving={saving.running}
        onSave={save}
      />
      {saved && !saving.running && saving.error === undefined && (
        <MessageBar intent="success" role="status">
          <MessageBarBody>Saved. It holds from now on.</MessageBarBody>
        </MessageBar>
      )}
      {host?.capabilities.autostart === true && <AutostartSwitch />}
      <ScheduleNow state={state} />
      {state.absences.length > 0 && <AbsenceTable absences={state.absences} />}
    </>
  );
}
