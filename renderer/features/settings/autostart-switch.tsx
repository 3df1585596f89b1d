import { Field, Switch } from "@fluentui/react-components";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";

const nothing = {};
const blocked =
  "It is switched off in this system's own settings (Windows: Startup apps; macOS: Login Items; Linux: the desktop's startup applications). Allow it there, or switch it on here again.";

/** Whether the system starts Reinstate, as the system has it; kept by the system and not in the vault. It holds at once. */
export function AutostartSwitch() {
  const client = useClient();
  const { value: state, error, reload } = useAnswer("autostart.read", nothing);
  const saving = useAction();
  if (state === undefined) return <ErrorBar error={error} onRetry={reload} />;
  const save = (enabled: boolean) =>
    saving.run(async () => {
      await client.call("autostart.write", { enabled });
      reload();
    });
  return (
    <>
      <ErrorBar error={saving.error} onDismiss={saving.dismiss} />
      <Field
        hint="Without a window, in the tray."
        {...(state === "blocked" ? { validationState: "warning" as const, validationMessage: blocked } : {})}
      >
        <Switch
          label="Start Reinstate when I sign in to this computer"
          checked={state === "on"}
          disabled={saving.running}
          onChange={(_, { checked }) => save(checked)}
        />
      </Field>
    </>
  );
}
