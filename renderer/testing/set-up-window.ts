import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

/** What jsdom lacks and the window needs: a size, so that virtual lists have rows, and the browser's observers. */
const size = { width: 1200, height: 800 };

class SilentObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

for (const [name, value] of [
  ["offsetWidth", size.width],
  ["clientWidth", size.width],
  ["offsetHeight", size.height],
  ["clientHeight", size.height],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
}
vi.stubGlobal("ResizeObserver", SilentObserver);
vi.stubGlobal("IntersectionObserver", SilentObserver);
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number) {
  if (typeof to === "object") this.scrollTop = to.top ?? 0;
  this.dispatchEvent(new Event("scroll"));
} as Element["scrollTo"];
Element.prototype.scrollIntoView = () => undefined;

// Fluent's first drawing takes a second on a busy machine; the whole page in an error message helps nobody.
configure({ asyncUtilTimeout: 15_000, getElementError: (message) => new Error(message ?? "not found") });

afterEach(() => {
  cleanup();
  window.location.hash = "";
});
