import { text, type Row } from './database.ts'
import type { ForeignKey, KeyTo, Schema } from './schema.ts'

// How every engine's catalogue tells of foreign keys: a row for each of their columns.

/** What Drydock calls a name of the catalogue. */
export type Called = (inCatalogue: string) => string
/** Of an engine that folds no names. */
export const asIs: Called = (name) => name

export const foreignKeysIn =
  (called: Called) =>
  (rows: readonly Row[]): readonly ForeignKey[] =>
    [...Map.groupBy(rows, ({ owner, name }) => `${owner}.${name}`).values()].map((group) => ({
      name: called(text(group[0]?.name)),
      table: called(text(group[0]?.owner)),
      columns: group.map(({ part }) => called(text(part))),
      parent: called(text(group[0]?.parent)),
      parentColumns: group.map(({ parent_part }) => called(text(parent_part))),
      onDelete: text(group[0]?.on_delete),
    }))

/** Of another database: its table is named as the catalogue has it. */
export const keysElsewhereIn =
  (called: Called) =>
  (rows: readonly Row[]): Schema['foreignKeysElsewhere'] =>
    rows.map((row) => ({
      name: called(text(row.name)),
      table: text(row.owner),
      parent: called(text(row.parent)),
    }))

export const keysToIn =
  (called: Called) =>
  (rows: readonly Row[]): readonly KeyTo[] =>
    rows.map((row) => ({
      name: called(text(row.name)),
      table: called(text(row.owner)),
      parent: called(text(row.parent)),
      onDelete: text(row.on_delete),
    }))
