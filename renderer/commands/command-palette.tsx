// biome-ignore-all lint/a11y/useSemanticElements: a list that one field steers is no select
import { Dialog, DialogSurface, Input, makeStyles, Text, tokens } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import type { KeyboardEvent } from "react";
import { useId, useState } from "react";
import { useReturnFocus } from "../ui/use-return-focus.ts";
import { countOf } from "../ui/words.ts";
import type { Command } from "./command.ts";
import { CommandOption } from "./command-option.tsx";
import { findCommands } from "./find-commands.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "600px", padding: tokens.spacingHorizontalL, marginTop: "10vh", marginBottom: "auto" },
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  list: { overflowY: "auto", maxHeight: "min(60vh, 480px)" },
  title: { display: "block", padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}` },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface CommandPaletteProps {
  readonly commands: readonly Command[];
  readonly recent: readonly string[];
  readonly onChoose: (command: Command) => void;
  readonly onClose: () => void;
}

/** Every place and every harmless action by its name. The field keeps the focus; arrows move in the list. */
export function CommandPalette({ commands, recent, onChoose, onClose }: CommandPaletteProps) {
  const styles = useStyles();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  useReturnFocus();
  const groups = findCommands(commands, typed, recent);
  const found = groups.flatMap((group) => group.commands);
  const optionId = (command: Command) => `${id} ${command.id}`.replaceAll(" ", "-");
  const current = found[active];
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, active, found.length);
    if (event.key === "Enter" && current !== undefined) onChoose(current);
    else if (next === undefined) return;
    else setActive(next);
    event.preventDefault();
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface aria-label="Commands" className={styles.surface}>
        <div className={styles.content}>
          <Input
            size="large"
            role="combobox"
            aria-label="Find a command"
            aria-autocomplete="list"
            aria-expanded="true"
            aria-controls={id}
            {...(current === undefined ? {} : { "aria-activedescendant": optionId(current) })}
            autoComplete="off"
            spellCheck={false}
            placeholder="A screen, a setting or an action"
            contentBefore={<SearchRegular />}
            value={typed}
            onChange={(_, { value }) => {
              setTyped(value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id={id} role="listbox" aria-label="Commands" className={styles.list}>
            {groups.map(({ title, commands: listed }) => (
              <div key={title} role="group" aria-label={title}>
                <Text size={200} className={styles.title} aria-hidden="true">
                  {title}
                </Text>
                {listed.map((command) => (
                  <CommandOption
                    key={command.id}
                    id={optionId(command)}
                    command={command}
                    active={command === current}
                    onPoint={(pointed) => setActive(found.indexOf(pointed))}
                    onChoose={onChoose}
                  />
                ))}
              </div>
            ))}
          </div>
          <Text size={200} role="status" className={styles.quiet}>
            {found.length === 0 ? "Nothing is called that." : countOf(found.length, "command", "commands")}
          </Text>
        </div>
      </DialogSurface>
    </Dialog>
  );
}

function nextIndex(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (active + 1) % count;
  if (key === "ArrowUp") return (active + count - 1) % count;
  if (key === "PageDown") return Math.min(active + 8, count - 1);
  return key === "PageUp" ? Math.max(active - 8, 0) : undefined;
}
