import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { ColumnTripleRegular } from "@fluentui/react-icons/svg/column-triple";
import { useMemo } from "react";
import type { ChangeRow } from "../../../preload/contract/views.ts";
import { usePreferences } from "../../cache/use-preferences.tsx";
import type { GridColumn } from "../../ui/grid-column.ts";
import { changeColumns } from "./change-columns.tsx";

/** The columns that the person wants to see, in the order of the list. What it is that changed is always there. */
export function useChosenColumns(): readonly GridColumn<ChangeRow>[] {
  const { reportColumns } = usePreferences().preferences;
  return useMemo(
    () => changeColumns.filter(({ key }) => key === "name" || reportColumns.includes(key)),
    [reportColumns],
  );
}

/** Which columns the list has; kept on this computer. */
export function ColumnMenu() {
  const { preferences, prefer } = usePreferences();
  return (
    <Menu
      checkedValues={{ columns: [...preferences.reportColumns] }}
      onCheckedValueChange={(_, { checkedItems }) => prefer({ reportColumns: checkedItems })}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<ColumnTripleRegular />}>
          Columns
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {changeColumns
            .filter(({ key }) => key !== "name")
            .map(({ key, label }) => (
              <MenuItemCheckbox key={key} name="columns" value={key}>
                {label}
              </MenuItemCheckbox>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
