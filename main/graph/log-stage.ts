import type { Clock } from "./clock.ts";
import type { Stage } from "./exchange.ts";

/** One request as it may be logged: ids, but no token, no body and no value that may be personal. */
export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  /** 0 if no answer came. */
  readonly status: number;
  readonly milliseconds: number;
}

export function createLogStage(clock: Clock, log: (record: RequestRecord) => void): Stage {
  return async (request, _exchange, next) => {
    const started = clock.now();
    let status = 0;
    try {
      const answer = await next(request);
      status = answer.status;
      return answer;
    } finally {
      const milliseconds = clock.now() - started;
      log({ method: request.method, path: loggablePath(request.url), status, milliseconds });
    }
  };
}

/** Query values stay only where they name properties or numbers; what has an `@` in it may be a person's name. */
export function loggablePath(url: string): string {
  const { pathname, search } = new URL(url);
  const path = pathname
    .split("/")
    .map((part) => (/@|%40/i.test(part) ? "…" : part))
    .join("/");
  if (search === "") return path;
  const query = search.slice(1).split("&");
  return `${path}?${query.map(loggableParameter).join("&")}`;
}

function loggableParameter(parameter: string): string {
  const [name = "", ...value] = parameter.split("=");
  const harmless = /^(\$|%24)(select|top|count|expand)$/i.test(name);
  return harmless ? parameter : `${name}${value.length > 0 ? "=…" : ""}`;
}
