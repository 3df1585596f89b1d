/** Lower-case GUIDs as directories write them, as four 32-bit words: a quarter of the text's memory, and nothing to hash. */

const guidLength = 36;
const dash = 0x2d;
const noDigit = 0x1000_0000;

/** Character code → value of the hexadecimal digit. Upper case is none: another text is another id. */
const digitOf = new Uint32Array(256).fill(noDigit);
const digits = Buffer.from("0123456789abcdef", "latin1");
digits.forEach((code, value) => {
  digitOf[code] = value;
});

/** Writes the GUID's words to `into`; false, and nothing of use written, if the text is not one. */
export function readGuid(text: string, into: Uint32Array): boolean {
  if (text.length !== guidLength || !hasDashes(text)) return false;
  const first = fourDigits(text, 0);
  const second = fourDigits(text, 4);
  const third = fourDigits(text, 9);
  const fourth = fourDigits(text, 14);
  const fifth = fourDigits(text, 19);
  const sixth = fourDigits(text, 24);
  const seventh = fourDigits(text, 28);
  const eighth = fourDigits(text, 32);
  into[0] = (first << 16) | second;
  into[1] = (third << 16) | fourth;
  into[2] = (fifth << 16) | sixth;
  into[3] = (seventh << 16) | eighth;
  return (first | second | third | fourth | fifth | sixth | seventh | eighth) < noDigit;
}

function hasDashes(text: string): boolean {
  return (
    text.charCodeAt(8) === dash &&
    text.charCodeAt(13) === dash &&
    text.charCodeAt(18) === dash &&
    text.charCodeAt(23) === dash
  );
}

/** `noDigit` and more if one of them is none. */
function fourDigits(text: string, at: number): number {
  const one = digitAt(text, at);
  const two = digitAt(text, at + 1);
  const three = digitAt(text, at + 2);
  const four = digitAt(text, at + 3);
  const any = one | two | three | four;
  return any >= noDigit ? noDigit : (one << 12) | (two << 8) | (three << 4) | four;
}

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 256 ? (digitOf[code] as number) : noDigit;
}

const scratch = Buffer.alloc(guidLength, dash);
/** Where each of the 32 digits stands in the text. */
const places = Uint8Array.from([...Array(guidLength).keys()].filter((place) => ![8, 13, 18, 23].includes(place)));

/** The text of the GUID whose words stand in `words` from `at` on. */
export function guidText(words: Uint32Array, at: number): string {
  for (let index = 0; index < 32; index += 1) {
    const word = words[at + (index >>> 3)] as number;
    scratch[places[index] as number] = digits[(word >>> (28 - (index & 7) * 4)) & 15] as number;
  }
  return scratch.toString("latin1");
}
