import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import type { UnknownPart } from "../../../preload/contract/views.ts";
import { partLabel } from "../../ui/words.ts";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: tokens.spacingHorizontalM,
    margin: `${tokens.spacingVerticalL} 0`,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  words: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What the snapshot does not hold of the object, under the reasons. */
export function UnknownParts({ unknown }: { readonly unknown: readonly UnknownPart[] }) {
  const styles = useStyles();
  if (unknown.length === 0) return null;
  const byReason = Map.groupBy(unknown, ({ reason }) => reason);
  return (
    <section aria-label="Unknown parts" className={styles.root}>
      <QuestionCircleRegular fontSize={20} />
      <div className={styles.words}>
        <Text weight="semibold">Unknown, which does not mean empty</Text>
        {[...byReason].map(([reason, parts]) => (
          <Text key={reason}>
            {parts.map(({ name }) => partLabel(name)).join(", ")}
            <Text block className={styles.quiet}>
              {reason}
            </Text>
          </Text>
        ))}
      </div>
    </section>
  );
}
