import type { Database } from '../../functions/engines/database.ts'
import type { Dialect, KeyColumn, Sql } from '../../functions/engines/dialect.ts'
import type { Live } from '../../functions/engines/live.ts'
import type { NamedRows } from '../../functions/engines/named-rows.ts'

/**
 * What a method of the port is called with here, on the tables `T` and `C`; and what an engine has
 * to answer.
 */
export interface Method {
  readonly call: (dialect: Dialect, database: Pick<Database, 'query'>) => Sql | Promise<unknown>
  /** Of a method that answers: the value, or what holds of it. */
  readonly answers?: unknown
  /** Not within a transaction. */
  readonly alone?: true
}

/** T has the rows 1 to 4, C a row for each of 1 and 2, which hang on them. Row 4 is young. */
export const tables = ['T', 'C'] as const

export const id: KeyColumn = { name: 'ID', kind: 'integer', nullable: false }
export const made: KeyColumn = { name: 'MADE', kind: 'time', nullable: false }
export const instant = new Date('2026-01-01T00:00:00.000Z')
export const old = { is: 'before', column: 'MADE', instant } as const
export const childless = {
  is: 'not',
  of: { is: 'exists', table: 'C', on: { T_ID: 'ID' } },
} as const
export const hashed = [
  { name: 'ID', long: false },
  { name: 'NAME', long: false },
  { name: 'BODY', long: true },
]
export const columns = [
  { name: 'ID', as: 'text' },
  { name: 'NAME', as: 'bytes', charset: 'latin1' },
  { name: 'BODY', as: 'bytes', long: true },
] as const
export const ofT: Live = { is: 'equal', one: ['c', 'T_ID'], other: ['t0', 'ID'] }
/** True of the rows 2 to 4. */
export const young: Live = {
  is: 'all',
  of: [
    { is: 'number', at: ['t0', 'ID'], sign: '>', value: 1n },
    { is: 'time', at: ['t0', 'MADE'], sign: '<=', instant: new Date('2027-01-01') },
  ],
}
export const everyWord: Live = {
  is: 'any',
  of: [
    young,
    { is: 'unset', at: ['t0', 'ID'] },
    { is: 'digits', at: ['t0', 'NAME'], from: 1n, to: 9n },
    { is: 'runs', created: ['t0', 'MADE'], period: ['t0', 'ID'], instant },
    { is: 'among', at: ['t0', 'NAME'], texts: ['a', 'b'] },
    { is: 'not among', at: ['t0', 'NAME'], texts: ['a'] },
    {
      is: 'there',
      from: { table: 'C', as: 'c' },
      where: {
        is: 'all',
        of: [ofT, { is: 'greater', one: ['c', 'N'], other: ['t0', 'ID'] }],
      },
    },
  ],
}
export const joins = [{ table: 'C', on: { T_ID: 'ID' }, indexes: ['OF_T'] }]
export const child = [{ name: 'N', long: false }]
export const whole = { range: { low: null, high: null }, to: ['3'] }
export const rows = (...keys: string[]): NamedRows => ({
  table: 'T',
  key: [id],
  index: 'PRIMARY',
  keys: keys.map((key) => [key]),
  hashes: null,
  hashed,
})
export const referred = { table: 'T', columns: ['ID'], index: 'PRIMARY' }
export const full = { columns, hashed, old, identity: [{ name: 'ID', long: false }] }
export const keysOf = (found: unknown): unknown =>
  (found as readonly { readonly key: unknown }[]).map(({ key }) => key)
export const has = (test: (value: never) => boolean) => test
export const [text, number] = [
  has((value: unknown) => typeof value === 'string' && value !== ''),
  has((value: unknown) => typeof value === 'number'),
]
export const keys = (...expected: string[]) =>
  has(
    (found: unknown) =>
      JSON.stringify(keysOf(found)) === JSON.stringify(expected.map((key) => [key])),
  )
