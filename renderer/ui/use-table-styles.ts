import { makeStyles, tokens } from "@fluentui/react-components";

/** Plain tables: rows as high as what they say, long paths broken anywhere. */
export const useTableStyles = makeStyles({
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  cell: {
    // With the padding as high as Fluent's rows.
    height: "28px",
    paddingTop: tokens.spacingVerticalS,
    paddingBottom: tokens.spacingVerticalS,
    overflowWrap: "anywhere",
    unicodeBidi: "plaintext",
  },
  below: { display: "block", color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
});
