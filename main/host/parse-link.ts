const longestLink = 120;

/** The screens that may be opened from outside, without what is shown in them: numbers of snapshots at most, never a name or an id. */
const screens: readonly RegExp[] = [
  /^timeline$/u,
  /^explorer(?:\/(?:latest|[1-9]\d{0,8}))?$/u,
  /^report(?:\/[1-9]\d{0,8}\/(?:now|[1-9]\d{0,8}))?$/u,
  /^recovery$/u,
  /^history$/u,
  /^settings\/[a-z]{1,20}$/u,
];

/**
 * The screen that a `reinstate://` link names, as the address within the window (`#/report/3/now`). Undefined for anything
 * else: links come from web pages and mails. A screen is all that one can open; none begins, confirms or ends anything.
 */
export function parseLink(text: string): string | undefined {
  if (text.length > longestLink || !URL.canParse(text)) return undefined;
  const { protocol, href, host, pathname } = new URL(text);
  // What is not written as it is understood hides something: dots, escapes, blanks, other letter case.
  if (protocol !== "reinstate:" || href !== text) return undefined;
  const place = `${host}${pathname.replace(/\/$/u, "")}`;
  const isPlain = text === `reinstate://${host}${pathname}`;
  return isPlain && screens.some((screen) => screen.test(place)) ? `#/${place}` : undefined;
}
