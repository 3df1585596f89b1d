import { makeStyles, tokens } from "@fluentui/react-components";
import type { LinkTarget } from "../../../preload/contract/directory-object.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { NameText } from "../../ui/name-text.tsx";
import { NamedId } from "../../ui/named-id.tsx";
import { TypeIcon } from "../../ui/type-icon.tsx";
import { ValueView } from "../../ui/value-view.tsx";

const useStyles = makeStyles({
  line: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, minWidth: 0 },
  record: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
  },
  key: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, minWidth: 0, overflow: "hidden" },
});

interface LinkTargetViewProps {
  readonly target: LinkTarget;
  readonly names: ObjectNames;
}

/** Who or what a link points at; a link with data of its own shows them. */
export function LinkTargetView({ target, names }: LinkTargetViewProps) {
  const styles = useStyles();
  if (typeof target === "string") {
    const known = names[target];
    return (
      <span className={styles.line}>
        <TypeIcon type={known?.type ?? "other"} size={16} />
        {known === undefined ? <NameText name={target} /> : <NamedId name={known.name} id={target} />}
      </span>
    );
  }
  return (
    <dl className={styles.record}>
      {Object.entries(target).map(([key, value]) => (
        <div key={key} style={{ display: "contents" }}>
          <dt className={styles.key}>{key}</dt>
          <dd className={styles.value}>
            <ValueView value={value} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
