import { makeStyles, tokens } from "@fluentui/react-components";
import type { ChangeRow } from "../../../preload/contract/views.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import { KindMark } from "../../ui/kind-mark.tsx";
import { Moment } from "../../ui/moment.tsx";
import { NameText } from "../../ui/name-text.tsx";
import { RiskMark } from "../../ui/risk-mark.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { partLabel, typeWords } from "../../ui/words.ts";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3, overflow: "hidden", textOverflow: "ellipsis" },
});

export const changeColumns: readonly GridColumn<ChangeRow>[] = [
  {
    key: "name",
    label: "Object",
    track: "minmax(150px, 2fr)",
    sortable: true,
    render: ({ type, name, id, risk }) => (
      <>
        <TypeIcon type={type} />
        <NameText name={name} besides={id} />
        {risk && (
          <span style={{ marginInlineStart: "auto", flexShrink: 0 }}>
            <RiskMark risk={risk} />
          </span>
        )}
      </>
    ),
  },
  { key: "kind", label: "Change", track: "116px", sortable: true, render: ({ kind }) => <KindMark kind={kind} /> },
  { key: "type", label: "Type", track: "minmax(110px, 0.8fr)", render: ({ type }) => typeWords[type].one },
  {
    key: "what",
    label: "What",
    track: "minmax(110px, 1.2fr)",
    from: 620,
    render: (row) => <What row={row} />,
  },
  { key: "actor", label: "Changed by", track: "minmax(110px, 1fr)", from: 760, render: (row) => <Actor row={row} /> },
  {
    key: "at",
    label: "When",
    track: "216px",
    from: 480,
    sortable: true,
    render: ({ at }) => (at === null ? <Quiet text="unknown" /> : <Moment iso={at} />),
  },
  { key: "id", label: "Object id", track: "minmax(120px, 1fr)", render: ({ id }) => <NameText name={id} /> },
];

function What({ row }: { readonly row: ChangeRow }) {
  const listed = row.what.map((path) => partLabel(path));
  const more = row.whatCount - listed.length;
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
