import { z } from "zod";
import { changeKinds } from "./change.ts";
import { objectTypes } from "./directory-object.ts";

/** The one filter of the command line and the window. Lists are alternatives, fields are combined with "and". */
export const changeFilterSchema = z.strictObject({
  types: z.array(z.enum(objectTypes)).readonly().optional(),
  ids: z.array(z.string().min(1).max(200)).max(500_000).readonly().optional(),
  /** Part of the name, letter case ignored. */
  name: z.string().max(500).optional(),
  /** Attribute paths or link names; `conditions` also names everything beneath it. */
  attributes: z.array(z.string().min(1).max(500)).readonly().optional(),
  /** The same form; what is named here is left as it is. */
  exceptAttributes: z.array(z.string().min(1).max(500)).readonly().optional(),
  /** `removed` includes soft-deleted, `added` includes restored. */
  kinds: z.array(z.enum(changeKinds)).readonly().optional(),
  /** Only what is risky (risk.ts), as far as the other fields choose of it. */
  risky: z.literal(true).optional(),
  /** Part of an actor's name, letter case ignored; several are separated by commas. */
  actor: z.string().max(500).optional(),
  /** Correlation ids of the audit records: all that one operation of somebody did. */
  correlation: z.array(z.string().min(1).max(200)).max(1000).readonly().optional(),
  /** ISO 8601; compared with the events of the attribution. */
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});

export type ChangeFilter = z.infer<typeof changeFilterSchema>;
