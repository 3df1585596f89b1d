import { describe, expect, it } from "vitest";
import { placeWindow, rememberPlace, type Screen, type WindowMemory } from "./place-window.ts";

const none: WindowMemory = { displays: [], last: null, zoom: 0 };
const laptop: Screen = { id: 1, workArea: { x: 0, y: 25, width: 1512, height: 957 } };
const left: Screen = { id: 2, workArea: { x: -2560, y: 0, width: 2560, height: 1400 } };

describe("where the window opens", () => {
  it("is in the middle the first time, no larger than the display", () => {
    expect(placeWindow(none, [left])).toEqual({
      bounds: { x: -2000, y: 250, width: 1440, height: 900 },
      maximized: false,
    });
    const small: Screen = { id: 3, workArea: { x: 0, y: 0, width: 1280, height: 680 } };
    expect(placeWindow(none, [small]).bounds).toEqual({ x: 0, y: 0, width: 1280, height: 680 });
  });

  it("is where it was, for each display apart", () => {
    const onLeft = { bounds: { x: -1900, y: 100, width: 1200, height: 800 }, maximized: true };
    const onLaptop = { bounds: { x: 10, y: 40, width: 1000, height: 700 }, maximized: false };
    const memory = rememberPlace(rememberPlace(none, laptop, onLaptop), left, onLeft);
    expect(placeWindow(memory, [laptop, left])).toEqual(onLeft);
    // The other display was taken away, and comes back.
    expect(placeWindow(memory, [laptop])).toEqual(onLaptop);
    expect(placeWindow(memory, [laptop, left])).toEqual(onLeft);
  });

  it.each([
    ["beyond the right edge", { x: 5000, y: 100, width: 1000, height: 700 }, { x: 512, y: 100 }],
    ["above the top edge", { x: 100, y: -900, width: 1000, height: 700 }, { x: 100, y: 25 }],
    ["larger than the display", { x: 0, y: 0, width: 9000, height: 9000 }, { x: 0, y: 25, width: 1512, height: 957 }],
    ["too small to be used", { x: 0, y: 25, width: 1, height: 1 }, { width: 960, height: 600 }],
  ])("is brought back when it would be %s", (_what, bounds, expected) => {
    const memory = rememberPlace(none, laptop, { bounds, maximized: false });
    expect(placeWindow(memory, [laptop]).bounds).toMatchObject(expected);
  });

  it("fits a display that is smaller than the least size", () => {
    const tiny: Screen = { id: 4, workArea: { x: 0, y: 0, width: 800, height: 500 } };
    expect(placeWindow(none, [tiny]).bounds).toEqual({ x: 0, y: 0, width: 800, height: 500 });
  });

  it("does not remember displays without end", () => {
    const at = { bounds: laptop.workArea, maximized: false };
    const memory = Array.from({ length: 40 }, (_, id) => id).reduce(
      (kept, id) => rememberPlace(kept, { ...laptop, id }, at),
      none,
    );
    expect(memory.displays).toHaveLength(8);
    expect(memory.last).toBe(39);
  });
});
