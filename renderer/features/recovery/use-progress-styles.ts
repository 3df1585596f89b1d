import { makeStyles, tokens } from "@fluentui/react-components";

export const useProgressStyles = makeStyles({
  card: { maxWidth: "640px", padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL },
  figures: { color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums", minHeight: "20px" },
});
