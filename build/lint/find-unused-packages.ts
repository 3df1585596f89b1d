/** A dependency that no file imports, and why it is one all the same. */
export type Allowed = Readonly<Record<string, string>>;

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

const specifierPattern =
  /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\(\s*|\.resolve\(\s*)["'`]([^"'`\n]+)["'`]|node_modules[/\\"', ]+((?:@[\w.-]+[/\\])?[\w.-]+)/gu;

/** Names of all packages that a source imports, resolves, or reaches into by a path below node_modules. */
export function packagesIn(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, specifier, path] of source.matchAll(specifierPattern)) {
    const [first = "", second = ""] = (specifier ?? path ?? "").split("/");
    if (/^[@a-z]/u.test(first)) names.add(first.startsWith("@") ? `${first}/${second}` : first);
  }
  return names;
}

export interface PackageFaults {
  /** In package.json, and nothing uses them. */
  readonly unused: readonly string[];
  /** Allowed to be unused, but used by now, or gone. */
  readonly needless: readonly string[];
}

/** Holds package.json against all sources and its own scripts. */
export function findPackageFaults(manifest: Manifest, sources: readonly string[], allowed: Allowed): PackageFaults {
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const used = new Set(sources.flatMap((source) => [...packagesIn(source)]));
  const commands = Object.values(manifest.scripts ?? {}).flatMap((script) => script.split(/\s/u));
  const isUsed = (name: string) => used.has(name) || commands.includes(name);
  return {
    unused: declared.filter((name) => !isUsed(name) && !name.startsWith("@types/") && !(name in allowed)),
    needless: Object.keys(allowed).filter((name) => !declared.includes(name) || isUsed(name)),
  };
}
