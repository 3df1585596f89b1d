import {
  Button,
  Link,
  Toast,
  ToastBody,
  Toaster,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  useId,
  useToastController,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useCallback, useEffect } from "react";
import type { Events } from "../../preload/contract/events.ts";
import { toBridgeError } from "../bridge/bridge-error.ts";
import { useBridgeEvent, useClient } from "../bridge/client-context.tsx";
import type { EndedWork } from "../bridge/work-ledger.ts";
import { useReports } from "../features/report/report-shelf.tsx";
import type { Route } from "../navigation/route.ts";
import { formatRoute, parseRoute } from "../navigation/route.ts";
import { endings } from "./ended-work.ts";
import { routeOf } from "./places.ts";

const shownMs = 10_000;

/** Says that long work has ended, or how it failed, to who has left the screen where it was begun; and what it has to note. */
export function WorkEndings() {
  const toasterId = useId("endings");
  const { dispatchToast } = useToastController(toasterId);
  const { work } = useClient();
  const { last } = useReports();
  const hearEnd = useCallback(
    ({ method, value, error, begunAt }: EndedWork) => {
      if (window.location.hash === begunAt) return;
      if (error !== undefined) {
        const { code, message } = toBridgeError(error);
        if (code === "CANCELLED" || code === "VAULT_LOCKED") return;
        dispatchToast(<Ended title="It did not work" body={message} />, { intent: "error", timeout: -1 });
        return;
      }
      const ready =
        method === "report.open" ? { words: "The report is ready", route: routeOf("report", last) } : endings[method];
      if (ready === undefined) return;
      const route = method === "recovery.resume" ? (historyAt(begunAt) ?? ready.route) : ready.route;
      // It is there already: whoever asked for it was taken there.
      if (isAt(route)) return;
      dispatchToast(<Ended title={isPaused(value) ? "The recovery is paused" : ready.words} route={route} />, {
        intent: "success",
        timeout: shownMs,
      });
    },
    [dispatchToast, last],
  );
  useEffect(() => work.onEnd(hearEnd), [work, hearEnd]);
  const hearNotes = useCallback(
    ({ notes }: Events["work.didNote"]) => {
      for (const note of notes) dispatchToast(<Ended title={note} />, { intent: "warning", timeout: -1 });
    },
    [dispatchToast],
  );
  useBridgeEvent("work.didNote", hearNotes);
  return <Toaster toasterId={toasterId} position="bottom-end" limit={4} />;
}

/** Of all that is long only a recovery's job has this state. */
function isPaused(value: unknown): boolean {
  return typeof value === "object" && value !== null && "state" in value && value.state === "paused";
}

/** The job from whose screen the history went on with it: the wizard knows nothing of that. */
function historyAt(place: string): Route | undefined {
  const route = parseRoute(place);
  return route.page === "history" ? route : undefined;
}

function isAt(route: Route): boolean {
  const { hash } = window.location;
  const isOneOfMany = route.page === "settings" || (route.page === "history" && route.jobId !== null);
  return isOneOfMany ? formatRoute(route) === hash : parseRoute(hash).page === route.page;
}

interface EndedProps {
  readonly title: string;
  readonly body?: string;
  readonly route?: Route;
}

function Ended({ title, body, route }: EndedProps) {
  return (
    <Toast>
      <ToastTitle
        action={
          <ToastTrigger>
            <Button appearance="transparent" size="small" icon={<DismissRegular />} aria-label="Dismiss" />
          </ToastTrigger>
        }
      >
        {title}
      </ToastTitle>
      {body !== undefined && <ToastBody>{body}</ToastBody>}
      {route !== undefined && (
        <ToastFooter>
          <ToastTrigger>
            <Link href={formatRoute(route)}>Show it</Link>
          </ToastTrigger>
        </ToastFooter>
      )}
    </Toast>
  );
}
