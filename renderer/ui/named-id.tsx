import { makeStyles, tokens } from "@fluentui/react-components";
import { usePreferences } from "../cache/use-preferences.tsx";
import { NameText } from "./name-text.tsx";

const useStyles = makeStyles({
  root: { display: "inline-flex", flexDirection: "column", minWidth: 0, maxWidth: "100%" },
  // Among values the end of a name is often what tells two of them apart.
  name: { whiteSpace: "normal", overflowWrap: "anywhere" },
  id: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: "anywhere",
  },
});

/** What an id stands for; the id itself in the title, and below it where the person has asked for ids. */
export function NamedId({ name, id }: { readonly name: string; readonly id: string }) {
  const styles = useStyles();
  const { preferences } = usePreferences();
  if (!preferences.showIds) return <NameText name={name} besides={id} className={styles.name} />;
  return (
    <span className={styles.root}>
      <NameText name={name} besides={id} className={styles.name} />
      <span className={styles.id}>{id}</span>
    </span>
  );
}
