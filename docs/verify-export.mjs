// Proves an exported snapshot without Reinstate: plain Node (20 or later), nothing to install.
//   age -d tenant.age | node verify-export.mjs [ID OF THE RECORD THAT YOU KNOW]
// It prints what it proved and ends with 0, or names the first thing that is wrong and ends with 5.
// docs/vault-format.md says what is hashed; this file is written from that page, not from the application's code.
import { createHash, createPublicKey, verify } from "node:crypto";

const lineFeed = 10;
const chunk = 65_536;

class Wrong extends Error {}

const hashOf = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/** RFC 8785. Half surrogate pairs, which it forbids, are \u escapes: JSON.stringify writes them so. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function sized(text) {
  const bytes = Buffer.from(text, "utf8");
  return Buffer.concat([number(bytes.length), bytes]);
}

/** The place of an object in its type's tree: FNV-1a over UTF-16 units, murmur's finish, the upper 11 bits. */
function bucketOf(id) {
  let state = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) state = Math.imul(state ^ id.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 21;
}

const before = (first, second) => (first < second ? -1 : first > second ? 1 : 0);

function typeNode(type, buckets) {
  const parts = [Buffer.from([1]), sized(type)];
  for (const [place, objects] of [...buckets].sort(([first], [second]) => first - second)) {
    const inOrder = [...objects].sort(([first], [second]) => before(first, second));
    const leaves = inOrder.flatMap(([id, hash]) => [sized(id), hash]);
    parts.push(number(place), hashOf(Buffer.from([0]), ...leaves));
  }
  return hashOf(...parts);
}

function rootOf(types) {
  const parts = [Buffer.from([2])];
  for (const [type, buckets] of [...types].sort(([first], [second]) => before(first, second))) {
    parts.push(sized(type), typeNode(type, buckets));
  }
  return hashOf(...parts).toString("hex");
}

function checkRecord({ format, record, publicKey }, knownId) {
  if (format !== "reinstate-export-1") throw new Wrong("The first line is no header of an export.");
  const { id, signature, ...content } = record;
  if (hashOf(canonical(content)).toString("hex") !== id)
    throw new Wrong("The record is not what its id was made from.");
  const key = createPublicKey(publicKey);
  const isSigned =
    key.asymmetricKeyType === "ed25519" && verify(null, Buffer.from(id, "hex"), key, Buffer.from(signature, "base64"));
  if (!isSigned) throw new Wrong("The signature of the record does not hold.");
  if (knownId !== undefined && knownId !== id) throw new Wrong(`The record's id is ${id}, not the one that you know.`);
}

/** What was read so far. */
const reading = { header: undefined, end: undefined, types: new Map(), audit: [], objects: 0, bytes: 0 };
const content = createHash("sha256");

function take(line) {
  if (reading.end !== undefined) throw new Wrong("Something follows the last line.");
  const value = JSON.parse(line.toString("utf8"));
  mustBeExact(line, value);
  if (value.end !== undefined) reading.end = value.end;
  else content.update(line).update("\n");
  if (reading.header === undefined) reading.header = value;
  else if (value.object !== undefined) takeObject(value.object);
  else if (value.audit !== undefined) reading.audit.push(value.audit);
  else if (value.end === undefined) throw new Wrong("A line is neither object, audit record nor end.");
}

/** Of a key that is given twice only the last one is hashed here; another program may take the first. Only the last line is padded. */
function mustBeExact(line, value) {
  const exact = Buffer.from(JSON.stringify(value));
  const rest = line.toString("latin1", exact.length);
  const isEnded = rest === "" || (value.end !== undefined && rest.trim() === "");
  if (!line.subarray(0, exact.length).equals(exact) || !isEnded)
    throw new Wrong("A line is not written as an export writes it: programs may read it differently.");
  const hasOthers = Object.keys(value).length !== (reading.header === undefined ? 3 : 1);
  if (hasOthers || (value.object !== undefined && Object.keys(value.object).length !== 4))
    throw new Wrong("A line holds something that nobody signed.");
}

function takeObject(object) {
  const { type, id, properties, links } = object;
  const buckets = reading.types.get(type) ?? new Map();
  reading.types.set(type, buckets);
  const place = bucketOf(id);
  const objects = buckets.get(place) ?? new Map();
  buckets.set(place, objects);
  if (objects.has(id)) throw new Wrong(`The ${type} ${id} is in the export twice.`);
  objects.set(id, hashOf(canonical({ id, links, properties, type })));
  reading.objects += 1;
}

function checkWhole() {
  const { header, end, types, audit, objects, bytes } = reading;
  if (header === undefined || end === undefined || bytes % chunk !== 0)
    throw new Wrong("The export was cut off, or something was added to it.");
  if (content.digest("hex") !== end.sha256) throw new Wrong("The last line's hash is not that of the lines before it.");
  if (end.objects !== objects || end.auditRecords !== audit.length) throw new Wrong("Lines are missing.");
  for (const [type, count] of Object.entries(header.record.counts)) {
    const found = [...(types.get(type)?.values() ?? [])].reduce((sum, { size }) => sum + size, 0);
    if (found !== count)
      throw new Wrong(`The record counts ${count} objects of type ${type}, the export holds ${found}.`);
  }
  if (rootOf(types) !== header.record.root) throw new Wrong("The objects do not give the root that was signed.");
}

/** An export holds all that its vault knows of the time; only what was sealed with the snapshot itself is signed. */
function auditSentence() {
  const timed = reading.audit.map((record) => ({ record, at: Date.parse(record.activityDateTime) || 0 }));
  timed.sort((first, second) => first.at - second.at || before(first.record.id, second.record.id));
  const root = hashOf(timed.map(({ record }) => `${canonical(record)}\n`).join("")).toString("hex");
  const are = root === reading.header.record.auditRoot ? "signed with it" : "beside it, not signed with it";
  return `${reading.audit.length} audit records ${are}.`;
}

async function readLines(input) {
  let rest = [];
  for await (const piece of input) {
    reading.bytes += piece.length;
    let from = 0;
    for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, from)) {
      take(Buffer.concat([...rest, piece.subarray(from, at)]));
      rest = [];
      from = at + 1;
    }
    rest.push(piece.subarray(from));
  }
}

try {
  await readLines(process.stdin);
  checkWhole();
  checkRecord(reading.header, process.argv[2]);
  const { record } = reading.header;
  const of = `snapshot ${record.number} of ${record.tenantName} (${record.tenantId}), taken ${record.endedAt}`;
  process.stdout.write(`Proven: ${of}: ${reading.objects} objects give the signed root; ${auditSentence()}\n`);
  process.stdout.write(
    `Record ${record.id}. Compare it with the id that you kept: a signature alone does not say whose it is.\n`,
  );
} catch (error) {
  const why =
    error instanceof Wrong ? error.message : "It is no export, or it was not decrypted: pipe the output of age -d.";
  process.stderr.write(`NOT PROVEN: ${why}\n`);
  process.exitCode = 5;
}
