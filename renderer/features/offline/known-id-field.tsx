import { Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import type { ReviewedExport } from "../../../preload/contract/review.ts";
import { formatMomentWithZone } from "../../ui/time.ts";

/** Compares a record's id that the person has from elsewhere with those of the exports. */
export function KnownIdField({ exports }: { readonly exports: readonly ReviewedExport[] }) {
  const [typed, setTyped] = useState("");
  const known = typed.replace(/\s/gu, "").toLowerCase();
  return (
    <Field label="Record's id that you have from elsewhere" {...judged(known, exports)}>
      <Input spellCheck={false} maxLength={200} value={typed} onChange={(_, { value }) => setTyped(value)} />
    </Field>
  );
}

function judged(known: string, exports: readonly ReviewedExport[]) {
  if (known === "") return {};
  if (!/^[0-9a-f]{64}$/u.test(known))
    return { validationState: "none", validationMessage: "An id has 64 characters from 0 to 9 and a to f." } as const;
  const found = exports.find(({ recordId }) => recordId === known);
  if (found !== undefined)
    return {
      validationState: "success",
      validationMessage: `It is the id of the export of ${formatMomentWithZone(found.takenAt)}: that one is the very snapshot you know.`,
    } as const;
  return {
    validationState: "error",
    validationMessage:
      "None of these exports has this id. Do not rely on them: ask whoever gave you the file, and whoever gave you the id.",
  } as const;
}
