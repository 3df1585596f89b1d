import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { SaveRegular } from "@fluentui/react-icons/svg/save";

const formats = [
  { format: "html", words: "HTML, to read and print" },
  { format: "csv", words: "CSV, for a spreadsheet" },
  { format: "json", words: "JSON, for programs" },
] as const;

export type ReportFileFormat = (typeof formats)[number]["format"];

export function SaveReportMenu({ onSave }: { readonly onSave: (format: ReportFileFormat) => void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<SaveRegular />}>Save report</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {formats.map(({ format, words }) => (
            <MenuItem key={format} onClick={() => onSave(format)}>
              {words}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
