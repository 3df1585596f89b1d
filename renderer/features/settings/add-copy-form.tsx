import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { useState } from "react";
import { isAbsolutePath } from "./is-absolute-path.ts";

const useStyles = makeStyles({
  form: { display: "flex", alignItems: "flex-start", gap: tokens.spacingHorizontalS },
  field: { flexGrow: 1, maxWidth: "640px" },
  // The button stands beside the input, below the field's label.
  button: { marginTop: "26px", flexShrink: 0 },
});

interface AddCopyFormProps {
  readonly running: boolean;
  readonly onAdd: (folder: string, onAdded: () => void) => void;
}

/** A folder for another copy. What was typed stays until the copy is made. */
export function AddCopyForm({ running, onAdd }: AddCopyFormProps) {
  const styles = useStyles();
  const [folder, setFolder] = useState("");
  const typed = folder.trim();
  const relative = typed !== "" && !isAbsolutePath(typed);
  const ready = typed !== "" && !relative && !running;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onAdd(typed, () => setFolder(""));
      }}
    >
      <Field
        className={styles.field}
        label="Folder for another copy"
        hint="A folder that is there, by its whole path. The first copy is made at once."
        {...(relative && { validationMessage: "Type the whole path, from the disk or share on." })}
      >
        <Input
          value={folder}
          maxLength={4096}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => setFolder(value)}
        />
      </Field>
      <Button type="submit" className={styles.button} icon={<AddRegular />} disabledFocusable={!ready}>
        Add copy
      </Button>
    </form>
  );
}
