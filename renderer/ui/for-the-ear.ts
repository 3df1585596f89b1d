/** The style of words that only who listens to the screen needs. */
export const forTheEar = {
  position: "absolute",
  width: "1px",
  height: "1px",
  overflow: "hidden",
  clipPath: "inset(50%)",
} as const;
