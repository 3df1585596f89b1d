import fc from "fast-check";
import { expect, test } from "vitest";
import type { AuditActor, AuditRecord } from "../../preload/contract/audit-record.ts";
import { SharedWords } from "./shared-words.ts";

const word = fc.constantFrom("", "a", "A", "b", "__proto__");
const maybe = fc.option(word);
const actorMembers = { kind: fc.constantFrom("user", "app"), id: maybe, name: maybe, address: maybe, through: word };
const anyActor: fc.Arbitrary<AuditActor> = fc.record(actorMembers, { requiredKeys: ["kind", "id", "name", "address"] });
const anyProperty = fc.record({ displayName: word, oldValue: maybe, newValue: maybe });
const anyTarget = fc.record({
  id: maybe,
  type: maybe,
  displayName: maybe,
  modifiedProperties: fc.array(anyProperty, { maxLength: 3 }),
});
const anyRecord: fc.Arbitrary<AuditRecord> = fc.record(
  {
    id: word,
    activityDateTime: word,
    activityDisplayName: word,
    category: word,
    result: fc.constant("success"),
    correlationId: maybe,
    initiatedBy: anyActor,
    targetResources: fc.array(anyTarget, { maxLength: 3 }),
    client: word,
  },
  {
    requiredKeys: [
      "id",
      "activityDateTime",
      "activityDisplayName",
      "category",
      "result",
      "correlationId",
      "initiatedBy",
      "targetResources",
    ],
  },
);

test("whatever records came before, a record tells what it told", () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 12 }), (records) => {
      const words = new SharedWords();
      for (const record of records) {
        const { id: _, category: __, result: ___, ...own } = record;
        const targetResources = own.targetResources.map(({ id, modifiedProperties }) => ({
          id,
          modifiedProperties: modifiedProperties.map(({ displayName, oldValue, newValue }) => {
            return { name: displayName.toLowerCase(), oldValue, newValue };
          }),
        }));
        const at = Date.parse(record.activityDateTime);
        const activity = record.activityDisplayName.toLowerCase();
        expect(words.told(record)).toEqual({ ...own, targetResources, at, activity });
      }
    }),
    { numRuns: 500 },
  );
});
