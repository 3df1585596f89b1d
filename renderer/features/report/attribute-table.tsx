import { makeStyles, tokens } from "@fluentui/react-components";
import type { AttributeChange } from "../../../preload/contract/change.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { PathText } from "../../ui/path-text.tsx";
import { ValueView } from "../../ui/value-view.tsx";

const useStyles = makeStyles({
  table: { width: "100%", borderCollapse: "collapse", tableLayout: "fixed" },
  caption: { textAlign: "start", fontWeight: tokens.fontWeightSemibold, paddingBottom: tokens.spacingVerticalXS },
  head: {
    textAlign: "start",
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: {
    textAlign: "start",
    verticalAlign: "top",
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflow: "hidden",
    overflowWrap: "anywhere",
    fontWeight: tokens.fontWeightRegular,
  },
  path: { fontWeight: tokens.fontWeightSemibold },
});

interface AttributeTableProps {
  readonly attributes: readonly AttributeChange[];
  readonly names: ObjectNames;
  /** What the two sides are called: "Before" and "After", in a plan "Now" and "Put back". */
  readonly sides?: readonly [string, string];
}

/** Attribute by attribute: the value before and after. */
export function AttributeTable({ attributes, names, sides = ["Before", "After"] }: AttributeTableProps) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Attributes</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.head} style={{ width: "30%" }}>
            Attribute
          </th>
          {sides.map((side) => (
            <th key={side} scope="col" className={styles.head}>
              {side}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {attributes.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row" className={`${styles.cell} ${styles.path}`}>
              <PathText path={path} names={names} withPath />
            </th>
            <td className={styles.cell}>
              <ValueView value={before} other={after} side="before" names={names} path={path} />
            </td>
            <td className={styles.cell}>
              <ValueView value={after} other={before} side="after" names={names} path={path} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
