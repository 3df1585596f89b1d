import { makeStyles, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { ValueView } from "../../ui/value-view.tsx";
import { count, linkWord, partLabel } from "../../ui/words.ts";

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "minmax(120px, 34%) minmax(0, 1fr)",
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    margin: `${tokens.spacingVerticalS} 0 0`,
  },
  key: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  value: { margin: 0, overflow: "hidden", overflowWrap: "anywhere" },
});

interface ObjectPropertiesProps {
  readonly object: DirectoryObject;
  readonly names: ObjectNames;
  readonly gone: boolean;
}

/** The object that came or went: what is set on it, and how many links it has. */
export function ObjectProperties({ object, names, gone }: ObjectPropertiesProps) {
  const styles = useStyles();
  const set = Object.entries(object.properties).filter(([, value]) => value !== null && !isEmptyList(value));
  return (
    <section aria-label="Object">
      <Text weight="semibold">{gone ? "The object as it was" : "The object as it is"}</Text>
      <dl className={styles.list}>
        {set.map(([key, value]) => (
          <Line key={key} name={partLabel(key)} title={key}>
            <ValueView value={value} names={names} />
          </Line>
        ))}
        {Object.entries(object.links).map(([link, targets]) => (
          <Line key={link} name={linkWord(link)} title={link}>
            {count(targets.length)}
          </Line>
        ))}
      </dl>
    </section>
  );
}

interface LineProps {
  readonly name: string;
  /** Graph's name for it. */
  readonly title: string;
  readonly children: ReactNode;
}

function Line({ name, title, children }: LineProps) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.key} title={title}>
        {name}
      </dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
