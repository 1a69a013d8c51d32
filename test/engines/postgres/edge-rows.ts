import type { Database } from '../../../functions/engines/database.ts'
import { written, sql, joined, raw } from '../../../functions/engines/postgres/pg-text.ts'

/** A row at the edges of what a condition may be asked about; texts as the server is given them. */
export interface EdgeRow {
  readonly id: number
  readonly word: string | null
  readonly padded: string | null
  readonly flag: string | null
  readonly small: string | null
  readonly big: string | null
  readonly number: string | null
  readonly made: string | null
  readonly later: string | null
  readonly parent: string | null
}

export const instant = new Date('2026-01-01T00:00:00.000Z')

/** What each column may hold: every edge of every condition among them. */
export const edges = {
  word: [
    'ACTIVE',
    'active',
    'ACTIVE ',
    '',
    'Ä',
    '9',
    '0009',
    '123456789012345678',
    '1234567890123456789',
    '-9',
    '9\n',
    '٣',
    ' 9',
    null,
  ],
  padded: ['AB', 'ab', '', 'A', null],
  flag: ['true', 'false', null],
  small: ['-32768', '0', '1', '32767', null],
  big: [
    '-9223372036854775808',
    '-1',
    '0',
    '1',
    '999',
    '1000',
    '3600000',
    '31622400000',
    '99999999999989',
    '99999999999990',
    '9223372036854775807',
    null,
  ],
  number: ['-1', '0', '1', '86400', '99999999998', '99999999999', null],
  made: [
    '-infinity',
    '4713-01-01 00:00:00 BC',
    '1143-01-01 00:00:00 BC',
    '2024-12-31 00:00:00',
    '2025-12-31 23:00:00',
    '2025-12-31 23:59:59',
    '2025-12-31 23:59:59.999',
    '2025-12-31 23:59:59.999999',
    '2026-01-01 00:00:00',
    '2026-01-01 00:00:00.000001',
    '294276-12-31 23:59:59.999999',
    'infinity',
    null,
  ],
} as const

const types = {
  id: 'int PRIMARY KEY',
  word: 'varchar(40)',
  padded: 'char(4)',
  flag: 'boolean',
  small: 'smallint',
  big: 'bigint',
  number: 'numeric(20)',
  made: 'timestamp',
  later: 'timestamp',
  parent: 'varchar(40)',
}

/** Every value of every column at least once, beside others that are drawn. */
export function edgeRows(draw: (upTo: number) => number, rows: number): EdgeRow[] {
  const at = (column: keyof typeof edges, row: number): string | null => {
    const all = edges[column]
    return all[row < all.length ? row : draw(all.length)] ?? null
  }
  return Array.from({ length: rows }, (_, row) => ({
    id: row,
    word: at('word', row),
    padded: at('padded', row),
    flag: at('flag', row),
    small: at('small', row),
    big: at('big', row),
    number: at('number', row),
    made: at('made', row),
    later: edges.made[draw(edges.made.length)] ?? null,
    parent: edges.word[draw(edges.word.length)] ?? null,
  }))
}

/** The tables `edge` and `beside`, filled. */
export async function makeEdgeTables(
  on: Pick<Database, 'execute'>,
  tables: Readonly<Record<string, readonly EdgeRow[]>>,
): Promise<void> {
  const columns = Object.keys(types) as (keyof typeof types)[]
  for (const [table, rows] of Object.entries(tables)) {
    const made = columns.map((column) => `${column} ${types[column]}`).join(', ')
    await on.execute({ text: `CREATE TABLE ${table} (${made})`, values: [] })
    for (const row of rows) {
      const values = joined(
        columns.map((column) => (row[column] === null ? raw('NULL') : sql`${String(row[column])}`)),
        ', ',
      )
      await on.execute(written(sql`INSERT INTO ${raw(table)} VALUES (${values})`))
    }
  }
}

/** µs since 1970, by the calendar that has no gap; of a year before Christ too. */
export function microseconds(text: string): bigint | 'before' | 'after' {
  if (text === 'infinity') return 'after'
  if (text === '-infinity') return 'before'
  const found = /^(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)(?:\.(\d+))?( BC)?$/.exec(text)
  if (found === null) throw new TypeError(`no time: ${text}`)
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const real = found[8] === undefined ? year : 1 - year
  return (
    (days(real, month, day) * 86_400n + BigInt(hour * 3600 + minute * 60 + second)) * 1_000_000n +
    BigInt((found[7] ?? '').padEnd(6, '0'))
  )
}

/** Days since 1970-01-01 of the proleptic Gregorian calendar: a Date has not so many years. */
function days(year: number, month: number, day: number): bigint {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const inEra = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear
  return BigInt(era) * 146_097n + BigInt(inEra) - 719_468n
}
