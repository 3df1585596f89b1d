import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { GroupListRegular } from "@fluentui/react-icons/svg/group-list";
import type { ChangeGrouping } from "../../../preload/contract/views.ts";

const words: Readonly<Record<ChangeGrouping, string>> = {
  type: "Type",
  kind: "Kind of change",
  actor: "Changed by",
  operation: "Operation (correlation)",
};
const groupings = Object.keys(words) as ChangeGrouping[];

interface GroupMenuProps {
  readonly group: ChangeGrouping | null;
  readonly onGroup: (group: ChangeGrouping | null) => void;
}

/** What the list is put together by. */
export function GroupMenu({ group, onGroup }: GroupMenuProps) {
  return (
    <Menu
      checkedValues={{ group: [group ?? "none"] }}
      onCheckedValueChange={(_, { checkedItems: [item] }) => onGroup(groupings.find((each) => each === item) ?? null)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<GroupListRegular />}>
          {group === null ? "Group by" : `Group by: ${words[group]}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="group" value="none">
            Nothing
          </MenuItemRadio>
          {groupings.map((each) => (
            <MenuItemRadio key={each} name="group" value={each}>
              {words[each]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
