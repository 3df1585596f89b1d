import { makeStyles, tokens } from "@fluentui/react-components";

/** Plain tables: rows as high as what they say, long paths broken anywhere. */
export const useTableStyles = makeStyles({
  // In a flex column it would be squeezed to nothing, being a scroller.
  frame: { overflowX: "auto", flexShrink: 0 },
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  // As over the lists.
  head: {
    "& th": {
      color: tokens.colorNeutralForeground2,
      fontSize: tokens.fontSizeBase200,
      fontWeight: tokens.fontWeightSemibold,
    },
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
