import { makeStyles, Tab, TabList, tokens } from "@fluentui/react-components";
import { useId, useState } from "react";
import type { OpenedObject } from "../../../preload/contract/views.ts";
import { useEditorAhead } from "../../ui/use-editor-ahead.ts";
import { count, linkWord } from "../../ui/words.ts";
import { LinkList } from "./link-list.tsx";
import { ObjectAttributes } from "./object-attributes.tsx";
import { loadText, ObjectJson } from "./object-json.tsx";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    // Where the window is small or its text is large, the page scrolls.
    minHeight: "360px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: "hidden",
  },
  tabs: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} 0`, flexWrap: "wrap", flexShrink: 0 },
  body: {
    flexGrow: 1,
    minHeight: 0,
    display: "flex",
    flexDirection: "column",
    overflowY: "auto",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    "&:focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
});

interface ObjectPartsProps {
  readonly object: OpenedObject;
  readonly snapshot: number;
}

/** The object's attributes, each of its links, and the whole as text. */
export function ObjectParts({ object, snapshot }: ObjectPartsProps) {
  const styles = useStyles();
  const panel = useId();
  const [tab, setTab] = useState("attributes");
  useEditorAhead(loadText);
  const links = object.links.filter(({ only }) => only === null);
  const link = links.find((each) => each.link === tab);
  return (
    <div className={styles.root}>
      <TabList
        className={styles.tabs}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(String(value))}
        aria-label="Parts of the object"
      >
        <Tab value="attributes" aria-controls={panel}>
          Attributes
        </Tab>
        {links.map((each) => (
          <Tab key={each.link} value={each.link} aria-controls={panel}>
            {linkWord(each.link)} ({count(each.total)})
          </Tab>
        ))}
        <Tab value="json" aria-controls={panel}>
          JSON
        </Tab>
      </TabList>
      <div id={panel} role="tabpanel" aria-label={link === undefined ? tab : linkWord(tab)} className={styles.body}>
        {tab === "attributes" && <ObjectAttributes object={object} snapshot={snapshot} />}
        {link !== undefined && <LinkList key={tab} object={object} snapshot={snapshot} link={link} />}
        {tab === "json" && <ObjectJson object={object} />}
      </div>
    </div>
  );
}
