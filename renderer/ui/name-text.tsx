import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { visibleName } from "./visible-text.ts";

const useStyles = makeStyles({
  root: {
    display: "inline-block",
    maxWidth: "100%",
    verticalAlign: "bottom",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    minWidth: 0,
    unicodeBidi: "isolate",
  },
});

interface NameTextProps {
  readonly name: string;
  /** Said in the title besides the name, such as an id. */
  readonly besides?: string;
  readonly className?: string;
}

/** A name out of the tenant: one line, the whole of it in the title, and its writing direction kept to itself. A blank one is said to be none. */
export function NameText({ name, besides, className }: NameTextProps) {
  const styles = useStyles();
  const shown = visibleName(name);
  const title = besides === undefined ? shown : `${shown}\n${besides}`;
  return (
    <bdi className={mergeClasses(styles.root, className)} title={title}>
      {shown}
    </bdi>
  );
}
