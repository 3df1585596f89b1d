import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarGroup,
  MessageBarTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useCallback, useEffect, useState } from "react";
import type { Notice, NoticeKind } from "../../../preload/contract/notices.ts";
import { useBridgeEvent, useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
});

/** More at once would leave no room for the page. */
const mostShown = 3;

const links: Readonly<Record<NoticeKind, string>> = {
  failed: "See why",
  overdue: "See why",
  risky: "Open the report",
  copy: "Open the copies",
  disk: "Open the retention",
  signIn: "Open",
  taken: "Open the timeline",
};

/** What needs attention and was found while nobody asked, until it is over or put away. Nothing at all where that is nothing. */
export function NoticeBars() {
  const styles = useStyles();
  const client = useClient();
  const action = useAction();
  const [open, setOpen] = useState<readonly Notice[]>([]);
  useEffect(() => {
    // Without an answer (an export that is only looked at) there is nothing to show.
    client.call("notices.read", {}).then(
      (state) => setOpen(state.open),
      () => undefined,
    );
  }, [client]);
  useBridgeEvent(
    "notices.didChange",
    useCallback((change: { readonly open: readonly Notice[] }) => setOpen(change.open), []),
  );
  if (open.length === 0) return null;
  const dismiss = (id: string) => action.run(async () => setOpen((await client.call("notices.dismiss", { id })).open));
  return (
    <section aria-label="Needs attention" className={styles.root}>
      <MessageBarGroup animate="exit-only">
        {open.slice(-mostShown).map((notice) => (
          <NoticeBar key={notice.id} notice={notice} onDismiss={() => dismiss(notice.id)} />
        ))}
      </MessageBarGroup>
    </section>
  );
}

function NoticeBar({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const { kind, title, text, address } = notice;
  const dismissing = `Put away: ${title}`;
  return (
    <MessageBar intent={kind === "failed" || kind === "disk" ? "error" : "warning"} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {text}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button appearance="transparent" aria-label={dismissing} icon={<DismissRegular />} onClick={onDismiss} />
        }
      >
        <Link href={address}>{links[kind]}</Link>
      </MessageBarActions>
    </MessageBar>
  );
}
