/** Percent-decoding that leaves a text as it is where it is not well formed. */
export function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
