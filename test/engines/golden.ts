import { join } from 'node:path'
import type { Database } from '../../functions/engines/database.ts'
import type { Dialect, Sql } from '../../functions/engines/dialect.ts'
import { mariadb } from '../../functions/engines/mariadb/mariadb.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { oracle } from '../../functions/engines/oracle/oracle.ts'
import { postgres } from '../../functions/engines/postgres/postgres.ts'
import type { Schema, Table } from '../../functions/engines/schema.ts'
import { sqlserver } from '../../functions/engines/sqlserver/sqlserver.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { BoundRule } from '../../functions/rules/bound.ts'
import { rules } from '../../functions/rules/rules.ts'
import { named } from '../../functions/purge/named.ts'
import { referring } from '../../functions/purge/children-by-reference.ts'
import * as statements from '../../functions/walk/statements.ts'
import { planned } from '../purge/planned.ts'
import { conditionsPage } from './conditions-page.ts'
import { methods } from './methods.ts'
import { onClone, scratchStatements } from './scratch-statements.ts'
import { sqlserverSchema } from './sqlserver/vendor-schema.ts'
import { vendorSchema } from './vendor-schema.ts'

const cutoff = new Date('2026-01-01T00:00:00.000Z')

export async function goldenFiles(): Promise<readonly { path: string; content: string }[]> {
  const path = (name: string) => join(import.meta.dirname, 'golden', `${name}.sql`)
  return [
    { path: path('mysql'), content: await goldenOf(mysql, null) },
    { path: path('mariadb'), content: await goldenOf(mariadb, mysql) },
    { path: path('postgres'), content: await goldenOf(postgres, null) },
    { path: path('sqlserver'), content: await goldenOf(sqlserver, null) },
    { path: path('oracle'), content: await goldenOf(oracle, null) },
    {
      path: join(import.meta.dirname, '../../docs/conditions.md'),
      content: conditionsPage(),
    },
  ]
}

/**
 * The SQL of each method of the port, and of each rule: what finds its dead rows and what deletes
 * them. A person reads it, and a test compares it: what an engine says does not change by accident.
 * @param like another engine: what it says alike is left out.
 */
async function goldenOf(dialect: Dialect, like: Dialect | null): Promise<string> {
  const [own, other] = [await saidBy(dialect), like === null ? null : await saidBy(like)]
  const parts = [...own].filter(([name, said]) => other?.get(name) !== said)
  const alike = like === null ? '' : ` What is not here it is told as ${like.engine} is.`
  return [
    `-- What ${dialect.engine} is told.${alike}`,
    '-- Written by "npm run golden", compared by test/engines/golden.test.ts.',
    ...parts.map(([name, said]) => `\n-- ${name}\n${said}`),
    '',
  ].join('\n')
}

/** By its name, what each method and each rule says. */
async function saidBy(dialect: Dialect): Promise<ReadonlyMap<string, string>> {
  const all = [...(await statementsOf(dialect))]
  return new Map(all.map(([name, statements]) => [name, statements.map(shown).join('\n')]))
}

/** The statements of each method and each rule. */
export async function statementsOf(dialect: Dialect): Promise<ReadonlyMap<string, readonly Sql[]>> {
  const said = new Map<string, readonly Sql[]>()
  const add = (name: string, statements: readonly Sql[]) => said.set(name, statements)
  const session = (texts: readonly string[]) => texts.map((text) => ({ text, values: [] }))
  add('session', session(dialect.session))
  add('undoSession', session(dialect.undoSession))
  for (const [name, { call }] of Object.entries(methods)) {
    const asked: Sql[] = []
    const database: Pick<Database, 'query'> = {
      async query(statement) {
        asked.push(statement)
        // A description of a database begins with whether there is one.
        return [
          /SCHEMATA|DBA_USERS WHERE/,
          /SELECT 1 AS found FROM (pg_namespace|sys\.schemas)/,
        ].some((exists) => exists.test(statement.text))
          ? [{ name: 'port' }]
          : []
      },
    }
    const found = call(dialect, database)
    if (found instanceof Promise) await found
    else asked.push(found)
    add(name, asked)
  }
  for (const [name, statement] of Object.entries(scratchStatements))
    add(name, [statement(dialect.scratch(onClone))])
  const schema = await schemaFor(dialect)
  for (const reading of ['safe', 'upstream'] as const) {
    const wanted = rules.filter((rule) => reading === 'safe' || rule.upstream !== undefined)
    const settings = Object.fromEntries(
      wanted.map(({ name }) => [name, { enabled: true, reading }]),
    )
    const bound = bindRules(rules, planned(cutoff, settings), schema)
    for (const rule of bound.rules.filter((one) => wanted.includes(one.rule)))
      add(`${rule.rule.name} (${reading})`, ofRule(dialect, rule, schema.tables))
  }
  return said
}

/** A DDL of ours for the engine; what it does not have, and for the other engines, MySQL's. */
async function schemaFor(dialect: Dialect): Promise<Schema> {
  const all = await vendorSchema(['is-7.3', 'apim-4.7.0', 'apim-4.4.0', 'registry-4.3.0'])
  if (dialect !== sqlserver) return all
  const own = await sqlserverSchema()
  const isOwn = (name: string) => own.tables.some((table) => table.name === name)
  return {
    ...own,
    tables: [...own.tables, ...all.tables.filter(({ name }) => !isOwn(name))],
    foreignKeys: [...own.foreignKeys, ...all.foreignKeys.filter(({ table }) => !isOwn(table))],
  }
}

function ofRule(dialect: Dialect, bound: BoundRule, tables: readonly Table[]): Sql[] {
  // The types are those of the DDL that was read, which is one engine's.
  const key = bound.table.key.map(({ name, kind, nullable, type, collated }) =>
    dialect === sqlserver && type !== undefined && collated?.startsWith('SQL_') === true
      ? { name, kind, nullable, type, collated }
      : { name, kind, nullable },
  )
  const rule = { ...bound, table: { ...bound.table, key } }
  const { table } = rule
  const rows = named(
    { ...table, columns: [] },
    ['1', '2'].map((key) => ({ key: table.key.map(() => key), hash: '0' })),
  )
  return [
    dialect.keys(table.name, table.key, { low: null, high: null }, rule.dead, 1000),
    ...rule.children.flatMap((joins) => {
      const child = tables.find(({ name }) => name === joins.at(-1)?.table)
      const named = child && referring(bound.table, child, joins)?.(rows)
      return [
        statements.deleteChildren(dialect, rows, joins),
        ...(named === undefined ? [] : [statements.deleteNamed(dialect, named)]),
      ]
    }),
    statements.deleteRows(dialect, rule, rows),
  ]
}

const clauseWords = [
  'FROM',
  'WHERE',
  'STRAIGHT_JOIN',
  'LEFT JOIN',
  'JOIN',
  'GROUP BY',
  'ORDER BY',
  'LIMIT',
  'FOR UPDATE',
  'VALUES',
  'UNION ALL',
  'AND',
  'OR',
]
const clauses = new RegExp(`^ (${clauseWords.join('|')}) `)

/** A line for each clause, the values beneath. */
function shown({ text, values }: Sql): string {
  const flat = text.replace(/\s*\n\s*/g, ' ')
  let [lines, depth] = ['', 0]
  for (let at = 0; at < flat.length; at++) {
    const letter = flat[at] ?? ''
    if (letter === '(') depth++
    if (letter === ')') depth--
    lines += depth === 0 && clauses.test(flat.slice(at, at + 20)) ? '\n  ' : letter
  }
  const bound = values.map((value) =>
    value === null ? 'NULL' : Buffer.isBuffer(value) ? `x'${value.toString('hex')}'` : `'${value}'`,
  )
  return `${lines};${bound.length === 0 ? '' : `\n--   ? = ${bound.join(', ')}`}`
}
