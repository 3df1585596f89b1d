interface Open {
  /** For objects: whether the value under a key so far is null. Undefined for arrays. */
  readonly keys: Map<string, boolean> | undefined;
  expectsKey: boolean;
}

/**
 * What `JSON.parse` hides in valid JSON text: a key that is in one object twice (the first value would be lost, unless
 * it is null). Undefined if there is nothing. One pass, without recursion.
 */
export function findJsonProblem(text: string): string | undefined {
  const stack: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const problem = addKey(stack[stack.length - 1], text, at, end + 1);
      if (problem !== undefined) return problem;
      at = end;
    } else step(stack, character);
  }
  return undefined;
}

function step(stack: Open[], character: string | undefined): void {
  if (character === "{") stack.push({ keys: new Map(), expectsKey: true });
  else if (character === "[") stack.push({ keys: undefined, expectsKey: false });
  else if (character === "}" || character === "]") stack.pop();
  else if (character === ",") {
    const open = stack[stack.length - 1];
    if (open?.keys) open.expectsKey = true;
  }
}

function addKey(open: Open | undefined, text: string, start: number, end: number): string | undefined {
  if (!open?.keys || !open.expectsKey) return undefined;
  open.expectsKey = false;
  const key = JSON.parse(text.slice(start, end)) as string;
  if (open.keys.get(key) === false)
    return `The key "${key.slice(0, 100)}" is in one object twice, with a value each time.`;
  open.keys.set(key, valueIsNull(text, end));
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text[quote - 1 - slashes] === "\\") slashes += 1;
  return slashes % 2 === 1;
}

const nullAhead = /\s*:\s*null\b/y;

function valueIsNull(text: string, afterKey: number): boolean {
  nullAhead.lastIndex = afterKey;
  return nullAhead.test(text);
}
