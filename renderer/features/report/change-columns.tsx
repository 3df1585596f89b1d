import { makeStyles, tokens } from "@fluentui/react-components";
import { pathWithoutIds } from "../../../preload/contract/attribute-path.ts";
import type { ChangeRow } from "../../../preload/contract/views.ts";
import { forTheEar } from "../../ui/for-the-ear.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import { KindMark } from "../../ui/kind-mark.tsx";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { RiskMark } from "../../ui/risk-mark.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { partLabel, typeWords } from "../../ui/words.ts";

const useStyles = makeStyles({
  object: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    flexGrow: 1,
    minWidth: 0,
    containerType: "inline-size",
    "& > svg": { flexShrink: 0 },
  },
  risk: { marginInlineStart: "auto", flexShrink: 0 },
  // The name comes first: without room for both, the mark alone stands for the word.
  riskWord: { "@container (max-width: 300px)": forTheEar },
  quiet: { color: tokens.colorNeutralForeground3, overflow: "hidden", textOverflow: "ellipsis" },
});

export const changeColumns: readonly GridColumn<ChangeRow>[] = [
  {
    key: "name",
    label: "Object",
    track: "minmax(190px, 2fr)",
    sortable: true,
    render: (row) => <ChangedObject row={row} />,
  },
  { key: "kind", label: "Change", track: "116px", sortable: true, render: ({ kind }) => <KindMark kind={kind} /> },
  { key: "type", label: "Type", track: "minmax(110px, 0.8fr)", render: ({ type }) => typeWords[type].one },
  {
    key: "what",
    label: "What",
    track: "minmax(110px, 1.2fr)",
    from: 740,
    render: (row) => <What row={row} />,
  },
  { key: "actor", label: "Changed by", track: "minmax(110px, 1fr)", from: 760, render: (row) => <Actor row={row} /> },
  {
    key: "at",
    label: "When",
    track: "216px",
    from: 560,
    sortable: true,
    render: ({ at }) => (at === null ? <Quiet text="unknown" /> : <Moment iso={at} />),
  },
  { key: "id", label: "Object id", track: "minmax(120px, 1fr)", render: ({ id }) => <NameText name={id} /> },
];

function ChangedObject({ row: { type, name, id, risk } }: { readonly row: ChangeRow }) {
  const styles = useStyles();
  return (
    <span className={styles.object}>
      <TypeIcon type={type} />
      <NameText name={name} besides={id} />
      {risk && (
        <span className={styles.risk}>
          <RiskMark risk={risk} wordClass={styles.riskWord} />
        </span>
      )}
    </span>
  );
}

function What({ row }: { readonly row: ChangeRow }) {
  // Which of its secrets, say, an id tells nobody: it stands in the title.
  const listed = [...new Set(row.what.map((path) => partLabel(pathWithoutIds(path))))];
  const more = row.whatCount - row.what.length;
  return <NameText name={`${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`} besides={row.what.join("\n")} />;
}

function Actor({ row }: { readonly row: ChangeRow }) {
  if (row.actor === null)
    return (
      <Quiet text="unknown" {...(row.attribution.reason === undefined ? {} : { title: row.attribution.reason })} />
    );
  return <NameText name={row.attribution.status === "several" ? `${row.actor} and others` : row.actor} />;
}

function Quiet({ text, title }: { readonly text: string; readonly title?: string }) {
  const styles = useStyles();
  return (
    <span className={styles.quiet} title={title}>
      {text}
    </span>
  );
}
