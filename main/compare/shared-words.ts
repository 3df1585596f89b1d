import type {
  AuditActor,
  AuditModifiedProperty,
  AuditRecord,
  AuditTarget,
} from "../../preload/contract/audit-record.ts";

/** Of a modified property, what attribution reads. */
export interface ToldProperty extends Pick<AuditModifiedProperty, "oldValue" | "newValue"> {
  /** Its display name in lower case. */
  readonly name: string;
}

/** Of a target, what attribution reads. */
export interface ToldTarget extends Pick<AuditTarget, "id"> {
  readonly modifiedProperties: readonly ToldProperty[];
}

/** Of a record, what attribution reads. */
export interface ToldRecord
  extends Pick<AuditRecord, "activityDateTime" | "activityDisplayName" | "client" | "correlationId" | "initiatedBy"> {
  readonly targetResources: readonly ToldTarget[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Lower-case activity: "add member to group". */
  readonly activity: string;
}

/**
 * Cuts records down to what attribution reads and has those that say the same say it in the same words. A script that
 * changed 100,000 objects is told of as often: as they come from the vault, such records take 100 MB.
 */
export class SharedWords {
  readonly #texts = new Map<string, string>();
  readonly #lowerCase = new Map<string, string>();
  readonly #actors = new Map<string | null, AuditActor>();
  /** The last one of each name: the next mostly has its old value, its new value or both. */
  readonly #properties = new Map<string, ToldProperty>();

  told(record: AuditRecord): ToldRecord {
    const { activityDateTime, correlationId, client } = record;
    const told = {
      activityDateTime,
      activityDisplayName: this.#text(record.activityDisplayName),
      correlationId,
      initiatedBy: this.#actor(record.initiatedBy),
      targetResources: record.targetResources.map((target) => this.#target(target)),
      at: Date.parse(activityDateTime),
      activity: this.#inLowerCase(record.activityDisplayName),
    };
    return client === undefined ? told : { ...told, client: this.#text(client) };
  }

  #inLowerCase(text: string): string {
    const known = this.#lowerCase.get(text) ?? text.toLowerCase();
    this.#lowerCase.set(text, known);
    return known;
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  #actor(actor: AuditActor): AuditActor {
    const known = this.#actors.get(actor.name);
    if (known !== undefined && isSameActor(known, actor)) return known;
    this.#actors.set(actor.name, actor);
    return actor;
  }

  #target({ id, modifiedProperties }: AuditTarget): ToldTarget {
    return { id, modifiedProperties: modifiedProperties.map((property) => this.#property(property)) };
  }

  #property({ displayName, oldValue, newValue }: AuditModifiedProperty): ToldProperty {
    const known = this.#properties.get(displayName) ?? { name: displayName.toLowerCase(), oldValue, newValue };
    const shared = inWordsOf(known, oldValue, newValue);
    this.#properties.set(displayName, shared);
    return shared;
  }
}

function isSameActor(one: AuditActor, other: AuditActor): boolean {
  return (
    one.id === other.id && one.kind === other.kind && one.address === other.address && one.through === other.through
  );
}

function inWordsOf(known: ToldProperty, oldValue: string | null, newValue: string | null): ToldProperty {
  const [isOldSame, isNewSame] = [known.oldValue === oldValue, known.newValue === newValue];
  if (isOldSame && isNewSame) return known;
  return {
    name: known.name,
    oldValue: isOldSame ? known.oldValue : oldValue,
    newValue: isNewSame ? known.newValue : newValue,
  };
}
