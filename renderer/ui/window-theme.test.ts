import type { Theme } from "@fluentui/react-components";
import { describe, expect, it } from "vitest";
import { dark, light } from "./window-theme.tsx";

/** What the words of a row are written in, and what a row lies on: plain, hovered, ticked, open, open and hovered. */
const words = [
  "colorPaletteGreenForeground1",
  "colorPaletteRedForeground1",
  "colorNeutralForeground1",
  "colorNeutralForeground2",
  "colorNeutralForeground3",
] as const;
const grounds = [
  "colorNeutralBackground1",
  "colorNeutralBackground1Hover",
  "colorNeutralBackground1Selected",
  "colorBrandBackground2",
  "colorBrandBackground2Hover",
  "colorNeutralBackground2",
] as const;

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s theme", (_, theme) => {
  it("has words that can be read on every row, however it is hovered, ticked or opened", () => {
    const weak = words.flatMap((word) =>
      grounds.filter((ground) => contrast(theme[word], theme[ground]) < 4.5).map((ground) => `${word} on ${ground}`),
    );
    expect(weak).toEqual([]);
  });
});

/** By WCAG 2.1. */
function contrast(one: Theme["colorNeutralForeground1"], other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((first, second) => second - first);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
