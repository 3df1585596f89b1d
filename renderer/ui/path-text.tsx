import { Fragment } from "react";

/** A directory extension's name begins with the application that registered it, which tells nobody anything. */
const extension = /^extension_[0-9a-f]{32}_(\w+)$/iu;

/** An attribute's path that may break after its dots, so that no name is torn apart. */
export function PathText({ path }: { readonly path: string }) {
  const [first, ...rest] = path.split(".");
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
