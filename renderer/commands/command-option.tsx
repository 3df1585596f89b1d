// biome-ignore-all lint/a11y/useSemanticElements: a list that one field steers is no select
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { Command } from "./command.ts";
import { keysOf } from "./key-combination.ts";
import { KeysMark } from "./keys-mark.tsx";

const useStyles = makeStyles({
  option: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: "pointer",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    // What forced colours leave to be seen of it.
    outline: `2px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: "-2px",
  },
  label: { overflowWrap: "anywhere" },
});

interface CommandOptionProps {
  readonly id: string;
  readonly command: Command;
  readonly active: boolean;
  /** The mouse was moved over it. */
  readonly onPoint: (command: Command) => void;
  readonly onChoose: (command: Command) => void;
}

/** One command of the palette with its key. Keys are heard by the field, which has the focus. */
export function CommandOption({ id, command, active, onPoint, onChoose }: CommandOptionProps) {
  const styles = useStyles();
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) option.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field of the palette hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field of the palette keeps the focus
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={active}
      className={mergeClasses(styles.option, active && styles.active)}
      // A list that scrolls under a resting mouse is no word of whoever is typing: then nothing has moved.
      onPointerMove={({ movementX, movementY }) => {
        if (!active && (movementX !== 0 || movementY !== 0)) onPoint(command);
      }}
      onClick={() => onChoose(command)}
    >
      <span className={styles.label}>{command.label}</span>
      {command.keys !== undefined && <KeysMark keys={keysOf(command.keys)} />}
    </div>
  );
}
