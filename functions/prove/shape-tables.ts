import type { EncodedColumn } from '../engines/dialect.ts'
import type { MadeColumn, MadeTable, Scratch } from '../engines/scratch.ts'
import type { Schema } from '../engines/schema.ts'
import type { Value } from './values.ts'

/** A table with one kind of row key, and rows of it that are known. */
export interface ShapeTable {
  /** For a message. */
  readonly of: string
  readonly made: MadeTable
  /** Rows hang on it by its key. */
  readonly child: MadeTable | null
  /** By row: the values of the key's columns; N is the row's number. */
  readonly keys: readonly (readonly Value[])[]
  readonly columns: readonly EncodedColumn[]
}

const spread = (values: readonly string[]): string[][] => values.map((value) => [value])
const count = (length: number) => Array.from({ length }, (_, at) => at)

const integers = [
  ...['-9223372036854775808', '-9007199254740993', '-1', '0', '9007199254740992'],
  ...['9007199254740993', '9223372036854775806', '9223372036854775807'],
  ...count(16).map((at) => String(at * 7 + 1)),
]
const unsigned = [
  ...['0', '1', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...['18446744073709551614', '18446744073709551615'],
  ...count(14).map((at) => String(at * 7 + 2)),
]
const binary = ['', '00', '0000', '0001', '27', '5c', 'ff', 'ff00', '00ff27', 'fffe', '61', '41']
const times = [
  ...['1001-01-01 00:00:00.000', '1970-01-01 00:00:00.000', '2026-10-25 02:30:00.000'],
  ...['2026-10-25 02:30:00.001', '2026-10-25 02:30:00.999', '9998-12-31 23:59:59.999'],
  ...count(12).map((at) => `2026-03-29 0${at % 4}:${10 + at}:00.000`),
]
/** Unlike each other in any collation, with what quoting, patterns and orders stumble on. */
const texts = (collated: string | undefined): string[] => [
  '',
  ...count(9).flatMap((at) => [`${at}a`, `B${at}b`]),
  ...["'1", '"2', '\\3', '%4', '_5', ' 6', '-7', '`8', '[9', '$1x', '?2x'],
  ...(collated === undefined || !/utf8|latin1/i.test(collated) ? [] : ['é1', 'ß2', 'Ü3']),
]

/** The collations of keys, and of what refers to them, in the tables of the plan. */
function collationsOf({ tables, foreignKeys }: Schema, names: readonly string[]): string[] {
  const found = tables
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name, columns, key }) =>
      columns.filter(
        (column) =>
          column.kind === 'text' &&
          (key.some((part) => part.name === column.name) ||
            foreignKeys.some((one) => one.table === name && one.columns.includes(column.name))),
      ),
    )
  return [...new Set(found.flatMap(({ collated }) => collated ?? []))].sort()
}

/** A table for each kind of row key that the engine has, texts in each of the plan's collations. */
export function shapeTables(
  scratch: Scratch,
  schema: Schema,
  plans: readonly string[],
): ShapeTable[] {
  const collations = collationsOf(schema, plans)
  const first = collations[0]
  const alone = (kind: MadeColumn['kind'], keys: string[], collated?: string) =>
    shape(collated ?? kind, [{ name: 'A', kind, collated }], spread(keys))
  return [
    alone('integer', integers),
    ...(scratch.kinds.includes('unsigned') ? [alone('unsigned', unsigned)] : []),
    alone('binary', binary),
    alone('time', times),
    ...collations.map((collated) => alone('text', texts(collated), collated)),
    shape(
      'a key of three columns',
      [
        { name: 'A', kind: 'integer' },
        { name: 'B', kind: 'text', collated: first },
        { name: 'C', kind: 'binary' },
      ],
      count(30).map((at) => [String(at % 3), `t${Math.floor(at / 3) % 4}`, `0${at % 9}`]),
    ),
    shape(
      'an index that takes NULL',
      [{ name: 'A', kind: 'text', collated: first, nullable: true }],
      // An empty text is a value, and none is not one.
      count(24).map((at) => [at % 5 === 0 ? null : at % 5 === 1 ? '' : `g${at % 4}`]),
      false,
    ),
  ]
}

function shape(
  of: string,
  key: readonly MadeColumn[],
  keys: readonly (readonly Value[])[],
  unique = true,
): ShapeTable {
  const columns = key.map(({ name }) => name)
  const made: MadeTable = {
    name: 'SHAPE',
    columns: [
      ...key,
      { name: 'N', kind: 'integer' },
      { name: 'MADE', kind: 'time' },
      { name: 'BODY', kind: 'long', nullable: true },
    ],
    primary: unique ? columns : null,
    indexes: unique ? { BY_MADE: ['MADE'] } : { BY_KEY: columns },
  }
  const child: MadeTable = {
    name: 'SHAPE_CHILD',
    columns: [
      { name: 'M', kind: 'integer' },
      ...key.map((one) => ({ ...one, nullable: true as const })),
    ],
    primary: ['M'],
    indexes: { OF_SHAPE: columns },
    parent: { table: 'SHAPE', on: Object.fromEntries(columns.map((name) => [name, name])) },
  }
  return {
    of,
    made,
    child: unique ? child : null,
    keys,
    columns: key.map(({ name, kind }) => ({ name, as: kind === 'binary' ? 'bytes' : 'text' })),
  }
}
