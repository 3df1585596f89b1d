import { Button, Tooltip } from "@fluentui/react-components";
import { PauseRegular } from "@fluentui/react-icons/svg/pause";
import { commandProps } from "../../commands/page-commands.ts";
import type { Stopping } from "./use-stopping.ts";

/** Lets a recovery hold, and says beforehand what that means. */
export function PauseButton({ stopping, pause }: Pick<Stopping, "stopping" | "pause">) {
  return (
    <Tooltip
      content="What is on its way is answered; then nothing more is written until you resume."
      relationship="description"
    >
      <Button
        icon={<PauseRegular />}
        {...commandProps("recovery.pause")}
        onClick={pause}
        disabledFocusable={stopping !== undefined}
      >
        Pause
      </Button>
    </Tooltip>
  );
}
