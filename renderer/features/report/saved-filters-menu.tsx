import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { BookmarkRegular } from "@fluentui/react-icons/svg/bookmark";
import { useState } from "react";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import { useSavedFilters } from "../../cache/use-saved-filters.ts";

interface SavedFiltersMenuProps {
  readonly filter: ChangeFilter;
  readonly onFilter: (filter: ChangeFilter) => void;
}

/** Filters that the person keeps on this computer under a word of their own. */
export function SavedFiltersMenu({ filter, onFilter }: SavedFiltersMenuProps) {
  const { filters, save, remove } = useSavedFilters();
  const [naming, setNaming] = useState(false);
  const empty = Object.keys(filter).length === 0;
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<BookmarkRegular />}>
            Saved filters
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {filters.map((saved) => (
              <MenuItem key={saved.id} onClick={() => onFilter(saved.filter)}>
                {saved.label}
              </MenuItem>
            ))}
            {filters.length > 0 && <MenuDivider />}
            <MenuItem disabled={empty} onClick={() => setNaming(true)}>
              Save this filter…
            </MenuItem>
            {filters.length > 0 && (
              <MenuGroup>
                <MenuGroupHeader>Delete</MenuGroupHeader>
                {filters.map((saved) => (
                  <MenuItem key={saved.id} onClick={() => remove(saved.id)}>
                    Delete “{saved.label}”
                  </MenuItem>
                ))}
              </MenuGroup>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      <NameDialog open={naming} onClose={() => setNaming(false)} onSave={(label) => save(label, filter)} />
    </>
  );
}

interface NameDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSave: (label: string) => void;
}

function NameDialog({ open, onClose, onSave }: NameDialogProps) {
  const [label, setLabel] = useState("");
  const submit = () => {
    onSave(label.trim());
    setLabel("");
    onClose();
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface style={{ maxWidth: "440px" }}>
        <DialogBody>
          <DialogTitle>Save this filter</DialogTitle>
          <DialogContent>
            <Field label="Name of the filter">
              <Input value={label} maxLength={60} onChange={(_, { value }) => setLabel(value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" disabledFocusable={label.trim() === ""} onClick={submit}>
              Save
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
