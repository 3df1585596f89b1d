import { makeStyles, Switch, tokens } from "@fluentui/react-components";
import { type NoticeKind, noticeKinds } from "../../../preload/contract/notices.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { SectionText } from "./section-text.tsx";

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    border: "none",
    margin: 0,
    padding: 0,
  },
});

const nothing = {};

const labels: Readonly<Record<NoticeKind, string>> = {
  failed: "The daily snapshot could not be taken, is not complete, or has something to tell",
  overdue: "The daily snapshot is overdue",
  risky: "A daily snapshot shows changes to policies, roles, credentials, permissions or sign-in methods",
  copy: "A copy of the vault cannot be reached",
  disk: "The disk with the vault is nearly full",
  signIn: "The sign-in has ended, or its certificate soon does",
  taken: "The daily snapshot was taken again after something was wrong",
};

/** Which kinds of notices are told. Kept in the vault; each switch holds at once. */
export function NotificationsSection() {
  const styles = useStyles();
  const client = useClient();
  const { value: state, error, reload } = useAnswer("notices.read", nothing);
  const saving = useAction();
  if (state === undefined) {
    if (error === undefined) return <Loading what="Reading the settings" />;
    return <ErrorBar error={error} onRetry={reload} />;
  }
  const save = (kind: NoticeKind, wanted: boolean) =>
    saving.run(async () => {
      await client.call("notices.write", { ...state.settings, [kind]: wanted });
      reload();
    });
  return (
    <>
      <SectionText>
        Where a snapshot is taken every day, Reinstate tells of these: at the top of its window, and by this system’s
        notifications while its window is closed or behind others. A notification holds counts and what to do, and no
        name, because a lock screen may show it. The same fact is not told again for a day or longer.
      </SectionText>
      <ErrorBar error={saving.error} onDismiss={saving.dismiss} />
      <fieldset aria-label="Tell me when" className={styles.list}>
        {noticeKinds.map((kind) => (
          <Switch
            key={kind}
            label={labels[kind]}
            checked={state.settings[kind]}
            disabled={saving.running}
            onChange={(_, { checked }) => save(kind, checked)}
          />
        ))}
      </fieldset>
    </>
  );
}
