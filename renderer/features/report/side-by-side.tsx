import { Button, makeStyles, Switch, Text, Tooltip, tokens } from "@fluentui/react-components";
import { ArrowDownRegular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUpRegular } from "@fluentui/react-icons/svg/arrow-up";
import type { RefObject } from "react";
import { useEffect, useRef, useState } from "react";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import { usePreferences } from "../../cache/use-preferences.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useIsDark } from "../../ui/window-theme.tsx";
import { diffText } from "./diff-text.ts";
import type { DiffView } from "./monaco-diff.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", height: "100%", minHeight: "240px" },
  bar: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground3,
  },
  tools: { display: "flex", alignItems: "center", flexShrink: 0 },
  editor: { flexGrow: 1, minHeight: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

export const loadDiff = () => import("./monaco-diff.ts");

interface SideBySideProps {
  readonly before: DirectoryObject | null;
  readonly after: DirectoryObject | null;
}

/** The object's properties before and after as text, in an editor that is only loaded when somebody looks. */
export function SideBySide({ before, after }: SideBySideProps) {
  const styles = useStyles();
  const { preferences, prefer } = usePreferences();
  const { inlineDiff } = preferences;
  const place = useRef<HTMLDivElement>(null);
  const texts = { before: diffText(before), after: diffText(after) };
  const cut = texts.before.cut || texts.after.cut;
  const { state, goTo } = useDiff(place, texts.before.text, texts.after.text, inlineDiff);
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <Text size={200}>
          {cut ? "This object is too large to be shown whole as text. " : ""}
          Properties only; members and other links are in “Changes”.
        </Text>
        <span className={styles.tools}>
          <Tooltip content="Previous difference" relationship="label">
            <Button appearance="subtle" icon={<ArrowUpRegular />} onClick={() => goTo("previous")} />
          </Tooltip>
          <Tooltip content="Next difference" relationship="label">
            <Button appearance="subtle" icon={<ArrowDownRegular />} onClick={() => goTo("next")} />
          </Tooltip>
          <Switch label="Inline" checked={inlineDiff} onChange={(_, { checked }) => prefer({ inlineDiff: checked })} />
        </span>
      </div>
      {state === "loading" && <Loading what="Opening the editor" />}
      {state === "failed" && (
        <Text role="alert">The editor could not be loaded. The attribute table shows the same.</Text>
      )}
      <div ref={place} className={styles.editor} hidden={state !== "ready"} />
    </div>
  );
}

function useDiff(place: RefObject<HTMLDivElement | null>, before: string, after: string, inline: boolean) {
  const dark = useIsDark();
  const [view, setView] = useState<DiffView>();
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look is followed below, without a new editor
  useEffect(() => {
    let opened: DiffView | undefined;
    let left = false;
    loadDiff().then(
      ({ openDiff }) => {
        if (left || place.current === null) return;
        opened = openDiff(place.current, { dark, inline });
        setView(opened);
      },
      () => left || setFailed(true),
    );
    return () => {
      left = true;
      opened?.dispose();
      setView(undefined);
    };
  }, [place]);
  useEffect(() => view?.show(before, after), [view, before, after]);
  useEffect(() => view?.look({ dark, inline }), [view, dark, inline]);
  const goTo: DiffView["goTo"] = (which) => view?.goTo(which);
  if (failed) return { state: "failed", goTo } as const;
  return { state: view === undefined ? "loading" : "ready", goTo } as const;
}
