import { makeStyles, Spinner, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    padding: tokens.spacingVerticalXXXL,
    flexGrow: 1,
  },
});

/** Says what is being waited for. */
export function Loading({ what }: { readonly what: string }) {
  const styles = useStyles();
  return (
    <div className={styles.root} role="status">
      <Spinner label={what} labelPosition="below" />
    </div>
  );
}
