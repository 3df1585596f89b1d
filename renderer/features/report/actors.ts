/** The filter names several actors in one text, separated by commas. */
export function actorsIn(actor: string | undefined): readonly string[] {
  return actor === undefined ? [] : actor.split(",").map((each) => each.trim());
}

/** The filter's text with one actor put in or taken out; undefined where none is left. */
export function toggleActor(actor: string | undefined, name: string): string | undefined {
  const actors = actorsIn(actor);
  const next = actors.includes(name) ? actors.filter((each) => each !== name) : [...actors, name];
  return next.length === 0 ? undefined : next.join(", ");
}
