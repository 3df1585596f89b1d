import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { useEffect, useMemo, useRef, useState } from "react";
import type { OpenedObject } from "../../../preload/contract/views.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useIsDark } from "../../ui/window-theme.tsx";
import { diffText } from "../report/diff-text.ts";
import type { TextView } from "./monaco-text.ts";

/** One text is easier than the two of a comparison: beyond this not even an editor helps. */
const longestText = 12_000_000;

const useStyles = makeStyles({
  bar: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground3,
  },
  editor: { flexGrow: 1, minHeight: "240px", borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

export const loadText = () => import("./monaco-text.ts");

/** The object's properties as they were captured, in an editor that is only loaded when somebody looks. */
export function ObjectJson({ object }: { readonly object: OpenedObject }) {
  const styles = useStyles();
  const dark = useIsDark();
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<TextView>();
  const [failed, setFailed] = useState(false);
  const { text, cut } = useMemo(() => diffText({ ...object, links: {} }, longestText), [object]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look is followed below, without a new editor
  useEffect(() => {
    let opened: TextView | undefined;
    let left = false;
    loadText().then(
      ({ openText }) => {
        if (left || place.current === null) return;
        opened = openText(place.current, dark);
        setView(opened);
      },
      () => left || setFailed(true),
    );
    return () => {
      left = true;
      opened?.dispose();
      setView(undefined);
    };
  }, []);
  useEffect(() => view?.show(text), [view, text]);
  useEffect(() => view?.look(dark), [view, dark]);
  return (
    <>
      <div className={styles.bar}>
        <Text size={200}>
          {cut ? "This object is too large to be shown whole as text. " : ""}
          Properties only; members and other links have lists of their own.
        </Text>
        <CopyButton what="the JSON" text={text} />
      </div>
      {failed && <Text role="alert">The editor could not be loaded. The attributes show the same.</Text>}
      {view === undefined && !failed && <Loading what="Opening the editor" />}
      <div ref={place} className={styles.editor} hidden={view === undefined} />
    </>
  );
}
