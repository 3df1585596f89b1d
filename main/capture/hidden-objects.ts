import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { nameOf } from "../../preload/contract/directory-object.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { urlPart } from "../catalogue/url-part.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { normalizeObject } from "../graph/normalize-object.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { Findings } from "./findings.ts";

/** What exists and v1.0 does not give. */
export interface HiddenObjects {
  /** Takes what was read. */
  read(objects: readonly DirectoryObject[]): void;
  /** Ids, once list and recycle bin are read; each is noted by name. What can be read after all makes the type incomplete. */
  ids(): Promise<readonly string[]>;
}

const mostNamed = 5;

/**
 * For a type whose list in v1.0 leaves some out without a word (policies with a condition in preview: msgraph-sdk-powershell#431):
 * what the whole list has, asked for before anything is read, so that what came meanwhile is not taken for hidden. Undefined: the
 * type has no such list, or it cannot be read, which is noted.
 */
export async function findHidden(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  findings: Findings,
): Promise<HiddenObjects | undefined> {
  const { list, plural, type, readPermissions } = definition;
  if (list.whole === undefined) return undefined;
  const reading = readingOf(run, readPermissions);
  const names = new Map<string, string>();
  try {
    for await (const { items } of run.graph.pages(list.whole, reading))
      for (const item of items) {
        const object = normalizeObject(type, item, "");
        names.set(object.id, nameOf(object));
      }
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.code === "SIGN_IN_NEEDED") throw error;
    findings.note(`Whether ${plural} with settings in preview are missing could not be seen. ${error.message}`);
    return undefined;
  }
  return {
    read(objects) {
      for (const { id } of objects) names.delete(id);
    },
    async ids() {
      const hidden = [...names.keys()];
      for (const id of hidden.slice(0, mostNamed))
        if (await isReadable(`${list.path}/${urlPart(id)}`, run, readPermissions)) {
          findings.incomplete(`${hidden.length} ${plural} are missing in Microsoft Graph's list. Capture again.`);
          return [];
        }
      if (hidden.length > 0) findings.note(noteOf(definition, [...names.values()]));
      return hidden;
    },
  };
}

/** Then the list was cut short, and nothing is hidden. */
async function isReadable(address: string, run: CaptureRun, permissions: readonly string[]): Promise<boolean> {
  try {
    return (await run.graph.get(address, readingOf(run, permissions))) !== undefined;
  } catch (error) {
    if (error instanceof GraphRefusal && error.code !== "SIGN_IN_NEEDED") return false;
    throw error;
  }
}

function noteOf({ singular, plural }: ObjectTypeDefinition, names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  const named = names.slice(0, mostNamed).map((name) => `"${name}"`);
  const which = `${names.length} ${names.length === 1 ? singular : plural} (${named.join(", ")}${more})`;
  return `Microsoft Graph v1.0 does not give ${which} because of a setting in preview: no snapshot holds what they say. Look at them in the Microsoft Entra admin centre.`;
}
