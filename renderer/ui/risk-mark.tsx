import { makeStyles, tokens } from "@fluentui/react-components";
import { ShieldErrorRegular } from "@fluentui/react-icons/svg/shield-error";
import type { RiskKind } from "../../preload/contract/risk.ts";
import { riskWords } from "../../preload/contract/risk.ts";

const useStyles = makeStyles({
  root: {
    display: "inline-flex",
    verticalAlign: "top",
    alignItems: "center",
    gap: tokens.spacingHorizontalXXS,
    whiteSpace: "nowrap",
    flexShrink: 0,
  },
});

interface RiskMarkProps {
  readonly risk: RiskKind;
  /** With what it is that guards the tenant, where there is room. */
  readonly full?: boolean;
  /** Of the word, where the list has no room for it; it stays for the ear. */
  readonly wordClass?: string;
}

/** What is risky, as icon and word, in no colour of its own: a list of such lines stays calm. */
export function RiskMark({ risk, full = false, wordClass }: RiskMarkProps) {
  const styles = useStyles();
  const { one } = riskWords[risk];
  return (
    <span className={styles.root} title={`Risky: ${one}`}>
      <ShieldErrorRegular fontSize={16} />
      <span className={wordClass}>{full ? `Risky: ${one}` : "Risky"}</span>
    </span>
  );
}
