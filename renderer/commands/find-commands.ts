import type { Command } from "./command.ts";
import { fuzzyScore } from "./fuzzy-score.ts";

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** While nothing is typed: those used last, then the others by group. Else what fits, the best first. */
export function findCommands(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
): readonly CommandGroup[] {
  const query = typed.trim();
  const groups = query === "" ? byGroup(commands, recent) : [{ title: "Found", commands: fitting(commands, query) }];
  return groups.filter((group) => group.commands.length > 0);
}

function byGroup(commands: readonly Command[], recent: readonly string[]): readonly CommandGroup[] {
  const used = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const others = commands.filter((command) => !used.includes(command));
  const groups = (["This screen", "Go to", "Window"] as const).map((title) => ({
    title,
    commands: others.filter(({ group }) => group === title),
  }));
  return [{ title: "Used last", commands: used }, ...groups];
}

function fitting(commands: readonly Command[], query: string): readonly Command[] {
  const scored = commands.flatMap((command) => {
    const score = fuzzyScore(query, command.label);
    return score === undefined ? [] : [{ command, score }];
  });
  return scored.toSorted((first, second) => second.score - first.score).map(({ command }) => command);
}
