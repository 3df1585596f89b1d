import { Fragment } from "react";

/** An attribute's path that may break after its dots, so that no name is torn apart. */
export function PathText({ path }: { readonly path: string }) {
  const [first, ...rest] = path.split(".");
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
