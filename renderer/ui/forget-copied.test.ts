// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { forgetCopied } from "./forget-copied.ts";

afterEach(() => vi.useRealTimers());

it("empties the clipboard a minute after a secret was copied, or when the window is in front again", () => {
  vi.useFakeTimers();
  const writeText = vi.fn(async () => undefined);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  const inFront = vi.spyOn(document, "hasFocus").mockReturnValue(true);
  forgetCopied();
  vi.advanceTimersByTime(59_000);
  expect(writeText).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(writeText).toHaveBeenCalledExactlyOnceWith("");
  inFront.mockReturnValue(false);
  forgetCopied();
  vi.advanceTimersByTime(90_000);
  expect(writeText).toHaveBeenCalledTimes(1);
  inFront.mockReturnValue(true);
  window.dispatchEvent(new Event("focus"));
  expect(writeText).toHaveBeenCalledTimes(2);
});
