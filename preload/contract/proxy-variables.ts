/** The environment of the engine's thread is how a host tells it of its proxy. */
type Environment = Readonly<Record<string, string | undefined>>;

/** How the internet is reached. */
export interface ChosenProxy {
  /** Its address, perhaps with a name and a password; undefined: none. */
  readonly proxy: string | undefined;
  /** The hosts that are reached without it, as `NO_PROXY` lists them. */
  readonly without: string | undefined;
  /** Who named it: the environment (HTTPS_PROXY) or this computer's settings. */
  readonly from: "system" | "environment";
}

/** As Node reads its environment: names in small letters go first, and an empty value is none. */
export function proxyIn(environment: Environment): ChosenProxy {
  const named = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  return {
    proxy: named("HTTPS_PROXY") ?? named("HTTP_PROXY"),
    without: named("NO_PROXY"),
    from: environment.REINSTATE_PROXY_FROM === "system" ? "system" : "environment",
  };
}

/** In small letters: they hold whatever else the environment names. */
export function proxyVariables({ proxy, without, from }: ChosenProxy): Readonly<Record<string, string>> {
  return {
    ...(proxy === undefined ? {} : { https_proxy: proxy }),
    ...(without === undefined ? {} : { no_proxy: without }),
    REINSTATE_PROXY_FROM: from,
  };
}
