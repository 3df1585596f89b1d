/** Little height, as with 200 % zoom on a laptop: what is fixed at the edges would leave nothing to look at, so pages scroll as a whole. */
export const shortWindow = "@media (max-height: 560px)";
/** Little width, likewise. */
export const narrowWindow = "@media (max-width: 760px)";
/** Too little width for a table of five columns beside the navigation, as with 150 % zoom on a laptop. */
export const tightWindow = "@media (max-width: 1000px)";
/** The system's own colours replace ours: what only a background or a shadow says has to be said by a line. */
export const ownColours = "@media (forced-colors: active)";
/** What is chosen or open, in the system's own colours. */
export const chosenInOwnColours = { [ownColours]: { outline: "2px solid Highlight", outlineOffset: "-2px" } } as const;
/** A list in a page that scrolls as a whole is as high as the window shows, and scrolls by itself: as high as its rows, all of them would be drawn, and the keys would move out of sight. */
export const listInShortWindow = {
  [shortWindow]: { flexGrow: 0, flexShrink: 0, flexBasis: "100%", minHeight: "240px" },
} as const;
