import { Badge, makeStyles, tokens } from "@fluentui/react-components";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { LinkRow, NamedObject } from "../../../preload/contract/views.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import { NameText } from "../../ui/name-text.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { typeWords } from "../../ui/words.ts";
import { detailsOf } from "./link-details.ts";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  badge: { flexShrink: 0 },
});

/** What a second name is called by type. */
function besidesLabel(type: ObjectType | null): string {
  if (type === "user") return "User principal name";
  if (type === "application" || type === "servicePrincipal") return "Application (client) id";
  return type === null ? "Sign-in name or application id" : "";
}

/** The columns of a list of one type, or of all types. */
export function objectColumns(type: ObjectType | null): readonly GridColumn<NamedObject>[] {
  const label = besidesLabel(type);
  return [
    {
      key: "name",
      label: "Name",
      track: "minmax(180px, 1.6fr)",
      render: (object) => <ObjectName object={object} />,
    },
    ...(label === ""
      ? []
      : [
          {
            key: "besides",
            label,
            track: "minmax(160px, 1.2fr)",
            from: 520,
            render: ({ besides }: NamedObject) => <Quiet text={besides ?? ""} />,
          },
        ]),
    ...(type === null
      ? [
          {
            key: "type",
            label: "Type",
            track: "minmax(110px, 0.8fr)",
            from: 700,
            render: (object: NamedObject) => <Quiet text={typeWords[object.type].one} />,
          },
        ]
      : []),
    {
      key: "id",
      label: "Object id",
      track: "minmax(150px, 1fr)",
      from: label === "" ? 600 : 860,
      render: ({ id }) => <Quiet text={id} />,
    },
  ];
}

/** The columns of a link's targets. */
export const linkColumns: readonly GridColumn<LinkRow>[] = [
  {
    key: "name",
    label: "Name",
    track: "minmax(180px, 1.3fr)",
    render: ({ target, object }) => <TargetName target={target} object={object} />,
  },
  {
    key: "details",
    label: "Details",
    track: "minmax(160px, 1.3fr)",
    from: 520,
    render: ({ target, object }) => (
      <Quiet text={typeof target === "string" ? (object?.besides ?? "") : detailsOf(target)} />
    ),
  },
  {
    key: "id",
    label: "Object id",
    track: "minmax(150px, 1fr)",
    from: 860,
    render: ({ target, object }) => <Quiet text={object?.id ?? (typeof target === "string" ? target : "")} />,
  },
];

function TargetName({ target, object }: LinkRow) {
  const styles = useStyles();
  if (object !== null) return <ObjectName object={object} />;
  const { name, displayName, principalDisplayName } = typeof target === "string" ? {} : target;
  const called = [name, displayName, principalDisplayName]
    .filter((each) => typeof each === "string")
    .find((each) => each !== "");
  return (
    <>
      <TypeIcon type="other" />
      <NameText name={called ?? (typeof target === "string" ? target : detailsOf(target))} />
      {typeof target === "string" && (
        <Badge className={styles.badge} appearance="outline" color="informative">
          Not in this snapshot
        </Badge>
      )}
    </>
  );
}

export function ObjectName({ object: { type, name, id, softDeleted } }: { readonly object: NamedObject }) {
  const styles = useStyles();
  return (
    <>
      <TypeIcon type={type} />
      <NameText name={name} besides={id} />
      {softDeleted && (
        <Badge className={styles.badge} appearance="tint" color="danger">
          In the recycle bin
        </Badge>
      )}
    </>
  );
}

function Quiet({ text }: { readonly text: string }) {
  const styles = useStyles();
  return <NameText name={text} className={styles.quiet} />;
}
