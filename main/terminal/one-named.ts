import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** The one of `names` that is meant, letter case ignored; USAGE_INVALID lists what there is. */
export function oneNamed<Name extends string>(what: string, names: readonly Name[], text: string): Name {
  const name = names.find((each) => each.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return name;
  throw new ReinstateError("USAGE_INVALID", `There is no ${what} "${text}". There are: ${names.join(", ")}.`);
}
