export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Screen {
  readonly id: number;
  /** Without taskbars and docks. */
  readonly workArea: Rectangle;
}

/** Where the window stood on each display, and on which it stood last. */
export interface WindowMemory {
  readonly displays: readonly { readonly id: number; readonly bounds: Rectangle; readonly maximized: boolean }[];
  readonly last: number | null;
  /** Chromium's level: 0 is 100 %, each step a fifth more. */
  readonly zoom: number;
}

export interface Placement {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

export const usualSize = { width: 1440, height: 900 };
export const leastSize = { width: 960, height: 600 };

/**
 * Where the window opens: as it was on the display where it was last, or, without that one, as it was on the first; always
 * whole on a display that is there. Pure. `screens`: the primary display first, at least one.
 */
export function placeWindow(memory: WindowMemory, screens: readonly [Screen, ...Screen[]]): Placement {
  const screen = screens.find(({ id }) => id === memory.last) ?? screens[0];
  const kept = memory.displays.find(({ id }) => id === screen.id);
  const bounds = kept?.bounds ?? centred(screen.workArea);
  return { bounds: clamp(bounds, screen.workArea), maximized: kept?.maximized ?? false };
}

/** The memory with what the window looks like now. Only the latest few displays are kept. */
export function rememberPlace(memory: WindowMemory, screen: Screen, { bounds, maximized }: Placement): WindowMemory {
  const others = memory.displays.filter(({ id }) => id !== screen.id);
  const displays = [{ id: screen.id, bounds, maximized }, ...others].slice(0, mostDisplays);
  return { ...memory, displays, last: screen.id };
}

const mostDisplays = 8;

function centred({ x, y, width, height }: Rectangle): Rectangle {
  const size = { width: Math.min(usualSize.width, width), height: Math.min(usualSize.height, height) };
  return { x: x + Math.round((width - size.width) / 2), y: y + Math.round((height - size.height) / 2), ...size };
}

function clamp(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = within(bounds.width, leastSize.width, area.width);
  const height = within(bounds.height, leastSize.height, area.height);
  return {
    x: within(bounds.x, area.x, area.x + area.width - width),
    y: within(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/** A display may be smaller than the least size: what fits wins. */
function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
