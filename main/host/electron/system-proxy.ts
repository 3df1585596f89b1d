import { app } from "electron";
import { proxyIn, proxyVariables } from "../../../preload/contract/proxy-variables.ts";
import { inTime } from "./in-time.ts";

/** In the words that the engine's thread reads its proxy in; empty: none, or somebody has set one for Reinstate already. */
export type ProxyEnvironment = Readonly<Record<string, string>>;

const patienceMs = 2000;

/**
 * The proxy that this computer's settings, a script of them (PAC) included, name for these addresses, as it is now: a computer that
 * moved to another network finds out at the next start. HTTPS_PROXY and HTTP_PROXY go first. Settings that do not answer in time name
 * none: no window waits for a script that hangs.
 */
export async function systemProxy(
  addresses: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ProxyEnvironment> {
  const named = proxyIn(environment);
  if (named.proxy !== undefined) return {};
  const asked = [...new Set(addresses)].map(
    async (address) => [new URL(address).host, await chosenFor(address)] as const,
  );
  const chosen = await inTime(Promise.all(asked), patienceMs, []);
  return proxyEnvironment(chosen, named.without);
}

/** From what was chosen for each host: its first choice counts, as in a browser. A SOCKS proxy is none to us. */
export function proxyEnvironment(
  chosen: readonly (readonly [host: string, choices: string])[],
  without: string | undefined,
): ProxyEnvironment {
  const found = chosen.map(([host, choices]) => [host, addressIn(choices)] as const);
  const proxy = found.find(([, address]) => address !== undefined)?.[1];
  if (proxy === undefined) return {};
  const direct = found.filter(([, address]) => address === undefined).map(([host]) => host);
  const past = [...(without ? [without] : []), ...direct].join(",");
  return proxyVariables({ proxy, without: past || undefined, from: "system" });
}

/** "PROXY proxy.contoso.com:8080; DIRECT", as a proxy script answers. */
function addressIn(choices: string): string | undefined {
  const [, kind, place] = /^(PROXY|HTTPS) ([^\s;]+)/u.exec(choices.trim()) ?? [];
  if (kind === undefined || place === undefined) return undefined;
  const address = `${kind === "HTTPS" ? "https" : "http"}://${place}`;
  return URL.canParse(address) ? address : undefined;
}

/** Settings that cannot be read are as good as none: the engine then says which host it does not reach. */
async function chosenFor(address: string): Promise<string> {
  try {
    return await app.resolveProxy(address);
  } catch {
    return "DIRECT";
  }
}
