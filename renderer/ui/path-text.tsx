import { makeStyles, tokens } from "@fluentui/react-components";
import { Fragment } from "react";
import { namedPath } from "../../preload/contract/attribute-path.ts";
import { isSaidAsWritten } from "../../preload/contract/part-words.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { partLabel } from "./words.ts";

const useStyles = makeStyles({
  path: {
    display: "block",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
  },
});

/** A directory extension's name begins with the application that registered it, which tells nobody anything. */
const extension = /^extension_[0-9a-f]{32}_\w+$/iu;

interface PathTextProps {
  /** Of an attribute, or a link's name. */
  readonly path: string;
  /** For the ids among its keys, such as a licence's. */
  readonly names?: ObjectNames;
  /** Where there is room: Graph's path on a line of its own, unless anybody would guess it. */
  readonly withPath?: boolean;
}

/** What a person calls the part of an object; Graph's path in the title, and below on demand. */
export function PathText({ path, names = {}, withPath = false }: PathTextProps) {
  const styles = useStyles();
  const isTold = withPath && !isSaidAsWritten(path, names) && !extension.test(path);
  return (
    <>
      <span title={path}>{partLabel(path, names)}</span>
      {isTold && (
        <span className={styles.path}>
          <Breakable text={namedPath(path, names)} />
        </span>
      )}
    </>
  );
}

/** May break after its dots, so that no name is torn apart. */
function Breakable({ text }: { readonly text: string }) {
  const [first, ...rest] = text.split(".");
  return (
    <>
      {first}
      {rest.map((name, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same name may come twice in a path; its depth tells them apart
        <Fragment key={`${depth} ${name}`}>
          .<wbr />
          {name}
        </Fragment>
      ))}
    </>
  );
}
