/** A cloud of Microsoft's whose sign-in service names itself otherwise than its documented authority. */
const otherHosts: Readonly<Record<string, string>> = { "login.chinacloudapi.cn": "login.partner.microsoftonline.cn" };

/**
 * Whether this address is one of the sign-in service of a cloud, by its authority. It comes out of what that service answers about
 * itself, and nothing else is ever opened outside the window: the documentation's addresses are text.
 */
export function isSignInAddress(url: string, authority: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  const own = new URL(authority).host;
  return protocol === "https:" && username === "" && password === "" && (host === own || host === otherHosts[own]);
}
