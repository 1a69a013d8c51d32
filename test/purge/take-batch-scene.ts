import type { BoundRule, BoundRules } from '../../functions/rules/bound.ts'
import type { Database, Row } from '../../functions/engines/database.ts'
import type { Batch } from '../../functions/purge/batch.ts'
import type { Table } from '../../functions/engines/schema.ts'
import { takeBatch } from '../../functions/purge/take-batch.ts'
import type { BatchTaking } from '../../functions/purge/taking.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import type { Sql } from '../../functions/engines/dialect.ts'
import type { Expression } from '../../functions/engines/expression.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'

const key = [{ name: 'ID', kind: 'text', nullable: false }] as const
const table = {
  name: 'T',
  key,
  unique: true,
  keyIndex: 'PRIMARY',
  columns: [
    { name: 'ID', kind: 'text', type: 'text', long: false },
    { name: 'STATE', kind: 'text', type: 'text', long: false },
  ],
  indexes: [],
} as unknown as Table
const child = { ...table, name: 'CHILD' }
const joins = [{ table: 'CHILD', on: { ID: 'ID' }, indexes: ['OF_T'] }] as const
export const old: Expression = { is: 'before', column: 'MADE', instant: new Date(0) }
const batch: Batch = {
  range: { low: null, high: null },
  rows: [
    { key: ['a'], hash: '1' },
    { key: ['b'], hash: '2' },
  ],
  children: [
    { table: 'CHILD', joins, rows: 3, sums: new Map([['["a"]', { rows: 3, hash: 30n }]]) },
  ],
  gone: [],
  tables: [],
  left: 0,
  full: false,
}

/** What a statement of a batch is for, by its text. */
const kinds = [
  [/GET_LOCK/, 'place'],
  [/information_schema\.COLUMNS/, 'columns'],
  [/information_schema\.TRIGGERS/, 'triggers'],
  [/information_schema\.REFERENTIAL/, 'keys'],
  [/information_schema\.INNODB_FOREIGN/, 'keys elsewhere'],
  [/STRAIGHT_JOIN|FROM `CHILD` t0 FORCE INDEX \(`OF_T`\) WHERE t0.`ID` IN/, 'children'],
  [/FOR UPDATE/, 'lock'],
  [/EXISTS/, 'still dead'],
  [/SELECT COUNT\(\*\) AS total FROM/, 'question'],
] as const

/** A server that answers a batch as it was read, unless told otherwise. */
export function server({
  place = '1' as string | null,
  locked = [
    { key0: 'a', hash: '1' },
    { key0: 'b', hash: '2' },
  ] as readonly Row[],
  still = [] as readonly Row[],
  children = [{ key0: 'a', total: '3', hash: '30' }] as readonly Row[],
  living = '0',
  deletes = [3, 2],
  columns = ['ID', 'STATE'],
} = {}) {
  const said: string[] = []
  const left = [...deletes]
  const within = {
    query: async ({ text }: Sql): Promise<readonly Row[]> => {
      const what = kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
      // Asked for a sum first, and row by row where it is not what was read.
      if (said.at(-1) !== what) said.push(what)
      const total = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + Number(row.total), 0)
      const hash = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + Number(row.hash), 0)
      const single = / AS key0/.test(text)
      const sum = (rows: readonly Row[], count: number) =>
        single ? rows : [{ total: String(count), hash: String(hash(rows)) }]
      return {
        place: [{ got: place }],
        triggers: [],
        keys: [],
        'keys elsewhere': [],
        columns: columns.map((column) => ({ name: column, type: 'text' })),
        children: sum(children, total(children)),
        lock: sum(locked, locked.length),
        question: [{ total: living }],
        'still dead': sum(still, still.length),
        other: [{ found: '1' }],
      }[what]
    },
    execute: async ({ text }: Sql) => {
      said.push(/^DELETE (j0|t0 FROM `CHILD`)/.test(text) ? 'delete children' : 'delete')
      return left.shift() ?? 0
    },
  }
  const database = {
    ...within,
    query: async () => [{ table: 't0', type: 'range' }],
    transaction: <T>(work: (inside: typeof within) => Promise<T>) => work(within),
    sessions: () => 1,
  } as unknown as Database
  return { database, said }
}
export const taking = (
  database: Database,
  dead: Expression = old,
  byReference = false,
): BatchTaking => ({
  along: { database, dialect: mysql } as unknown as Walk,
  bound: {
    database: 'apim',
    tables: [{ table }, { table: child }],
    foreignKeys: [],
    rules: [],
  } as unknown as BoundRules,
  rule: { rule: { name: 'r' }, table, dead, old: null, children: [joins] } as unknown as BoundRule,
  way: { table, past: () => false, by: null },
  isEmpty: async () => false,
  together: async () => ({ rows: 512, byReference }),
  question: { condition: { is: 'all', of: [] } },
  triggers: [],
})
export const take = (
  answers: Parameters<typeof server>[0],
  dead?: Expression,
  byReference = false,
) => {
  const { database, said } = server(answers)
  return { said, done: takeBatch(taking(database, dead, byReference), batch, 1) }
}
