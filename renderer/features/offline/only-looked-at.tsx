import { Button } from "@fluentui/react-components";
import { DocumentLockRegular } from "@fluentui/react-icons/svg/document-lock";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";

/** In the place of a page that an exported snapshot does not have. */
export function OnlyLookedAt({ title }: { readonly title: string }) {
  return (
    <PageFrame title={title}>
      <EmptyState
        icon={<DocumentLockRegular />}
        title="An export is only looked at"
        action={
          <Button appearance="primary" onClick={() => goTo({ page: "timeline" })}>
            Go to the timeline
          </Button>
        }
      >
        There is no tenant behind it and no vault: nothing can be put back, taken or set. Close the export and open the
        tenant's vault for that.
      </EmptyState>
    </PageFrame>
  );
}
