import type { ButtonProps } from "@fluentui/react-components";
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { SaveRegular } from "@fluentui/react-icons/svg/save";
import { commandProps } from "../commands/page-commands.ts";

interface SaveMenuProps<Format extends string> {
  /** On the button: "Save report". */
  readonly words: string;
  /** The files there are, and what each is for. */
  readonly formats: Readonly<Record<Format, string>>;
  readonly onSave: (format: Format) => void;
  readonly appearance?: ButtonProps["appearance"];
}

/** Asks in which form something is saved. */
export function SaveMenu<Format extends string>({ words, formats, onSave, appearance }: SaveMenuProps<Format>) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          {...(appearance === undefined ? {} : { appearance })}
          icon={<SaveRegular />}
          {...commandProps("page.save")}
        >
          {words}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(Object.keys(formats) as Format[]).map((format) => (
            <MenuItem key={format} onClick={() => onSave(format)}>
              {formats[format]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** What reports and records are saved as. */
export const documentFormats = {
  html: "HTML, to read and print",
  csv: "CSV, for a spreadsheet",
  json: "JSON, for programs",
} as const;

export type DocumentFormat = keyof typeof documentFormats;

export const planFormats = {
  html: "As a page, for the colleague who approves it",
  json: "As a plan file, for the command line",
} as const;
