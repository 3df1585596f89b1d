import { makeStyles, Text, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({ root: { color: tokens.colorNeutralForeground2, maxWidth: "760px" } });

/** What a part of the settings is about. */
export function SectionText({ children }: { readonly children: ReactNode }) {
  return (
    <Text as="p" block className={useStyles().root} style={{ margin: 0 }}>
      {children}
    </Text>
  );
}
