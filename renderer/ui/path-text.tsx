import { Fragment } from "react";
import { namedPath } from "../../preload/contract/attribute-path.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";

/** A directory extension's name begins with the application that registered it, which tells nobody anything. */
const extension = /^extension_[0-9a-f]{32}_(\w+)$/iu;

interface PathTextProps {
  readonly path: string;
  /** For the ids among its keys, such as a licence's. */
  readonly names?: ObjectNames;
}

/** An attribute's path that may break after its dots, so that no name is torn apart. */
export function PathText({ path, names = {} }: PathTextProps) {
  const [first, ...rest] = namedPath(path, names).split(".");
  const own = extension.exec(path)?.[1];
  if (own !== undefined) return <span title={path}>{own} (directory extension)</span>;
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
