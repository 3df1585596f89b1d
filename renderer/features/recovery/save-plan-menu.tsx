import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { SaveRegular } from "@fluentui/react-icons/svg/save";

const formats = [
  { format: "html", words: "As a page, for the colleague who approves it" },
  { format: "json", words: "As a plan file, for the command line" },
] as const;

export type PlanFileFormat = (typeof formats)[number]["format"];

/** Saves the plan as it was made; both files carry its hash. */
export function SavePlanMenu({ onSave }: { readonly onSave: (format: PlanFileFormat) => void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<SaveRegular />}>
          Save the plan
        </Button>
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
