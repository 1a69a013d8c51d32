import pg from 'pg'
import type { Connection } from 'mysql2/promise'

interface Options {
  readonly sql: string
  readonly values?: Given
  readonly rowsAsArray?: boolean
  readonly dateStrings?: boolean
}
type Given = unknown[] | Record<string, unknown> | undefined

/**
 * A connection to PostgreSQL that takes what the tests say to MySQL, as far as the two mean the
 * same: names are folded, values have other marks, a zero date is the time before all others, and
 * what a session of MySQL is told has another word here, or none. Answers are mysql2's.
 */
export async function postgresConnection(url: string, database: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: withDatabase(url, database), types })
  await client.connect()
  const query = async (all: string | Options, given?: Given) => {
    const options = typeof all === 'string' ? { sql: all } : all
    const said = options.sql
    const asked = translated(said, given ?? options.values)
    if (asked === null) return [{ affectedRows: 0 }, []]
    const { command, rowCount, rows, fields } = await client
      .query({ text: asked.text, values: asked.values, rowMode: 'array' })
      .catch((error: Error) => {
        throw new Error(`${error.message}: ${asked.text.slice(0, 300)}`, { cause: error })
      })
    if (fields === undefined || fields.length === 0 || command !== 'SELECT')
      return [{ affectedRows: rowCount ?? 0 }, []]
    const told = (value: unknown) =>
      value instanceof Date && options.dateStrings === true ? wallTime(value) : value
    if (options.rowsAsArray === true)
      return [(rows as unknown[][]).map((row) => row.map(told)), fields]
    const names = fields.map(({ name }) => nameIn(said, name))
    return [
      (rows as unknown[][]).map((row) =>
        Object.fromEntries(row.map((value, at) => [names[at] ?? '', told(value)])),
      ),
      fields,
    ]
  }
  const connection = {
    query,
    execute: query,
    beginTransaction: () => query('BEGIN'),
    commit: () => query('COMMIT'),
    rollback: () => query('ROLLBACK'),
    escape: (value: unknown) =>
      value === null || value === undefined
        ? 'NULL'
        : typeof value === 'bigint' || typeof value === 'number'
          ? String(value)
          : `'${String(value).replaceAll("'", "''")}'`,
    config: { database },
    end: () => client.end(),
    client,
  }
  return connection as unknown as Connection
}

/** The client beneath, for what has to be said in PostgreSQL's own words. */
export const clientOf = (connection: Connection): pg.Client | undefined =>
  (connection as unknown as { client?: pg.Client }).client

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.toString()
}

/** The time of day that the server told; no time before all others is a time. */
const wallTime = (at: Date): string =>
  Number.isNaN(at.getTime())
    ? '0000-00-00 00:00:00'
    : new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ')

/** As mysql2 reads them: numbers where they are exact, bytes as a Buffer. */
const read: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => (text === 't' ? 1 : 0),
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  20: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
  21: Number,
  23: Number,
  1042: (text) => text.trimEnd(),
  1114: (text) => new Date(text === '-infinity' ? Number.NaN : text.replace(' ', 'T')),
}
const types = { getTypeParser: (id: number) => read[id] ?? ((text: string) => text) }

/** Columns are named in capitals, and an alias as it was written. */
const nameIn = (said: string, name: string): string =>
  new RegExp(`\\bAS ["\`]?${name}\\b`).test(said) ? name : name.toUpperCase()

/** Without a strict mode MySQL gives a column that is not told the first value of its type. */
const lax = `DO $$ DECLARE one record; BEGIN FOR one IN SELECT a.attrelid::regclass AS owner,
  a.attname AS name, t.typcategory AS sort FROM pg_attribute a JOIN pg_class c ON
  c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid WHERE c.relkind = 'r' AND
  c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND a.attnotnull AND NOT a.atthasdef
  AND a.attidentity = '' LOOP EXECUTE format('ALTER TABLE %s ALTER %I SET DEFAULT %L', one.owner,
  one.name, CASE one.sort WHEN 'N' THEN '0' WHEN 'D' THEN '-infinity' WHEN 'B' THEN 'false'
  ELSE '' END); END LOOP; END $$`
const unsaid = /^SET (SESSION )?(sql_mode|innodb_\w+|max_statement_time|max_execution_time)\b/i

function translated(said: string, given: Given): { text: string; values: unknown[] } | null {
  if (/sql_mode = ''/.test(said))
    return {
      text: /foreign_key_checks = 0/.test(said)
        ? `${lax}; SET session_replication_role = replica`
        : lax,
      values: [],
    }
  if (unsaid.test(said) && !/foreign_key_checks/i.test(said)) return null
  const checks = /foreign_key_checks = ([01])/i.exec(said)?.[1]
  if (checks !== undefined)
    return {
      text: `SET session_replication_role = ${checks === '0' ? 'replica' : 'origin'}`,
      values: [],
    }
  const zone = /^SET SESSION time_zone = (.*)$/i.exec(said)?.[1]
  if (zone !== undefined) return { text: `SET TIME ZONE ${zone}`, values: [] }
  const values: unknown[] = []
  const left = Array.isArray(given) ? [...given] : []
  const mark = (value: unknown) => `$${values.push(toValue(value))}`
  const text = said
    .replace(/\bSTART TRANSACTION\b/gi, 'BEGIN')
    .replace(/\b[xX]'([0-9a-fA-F]*)'/g, "'\\x$1'")
    .replace(/\bMODIFY (\w+) ([A-Z]+(?:\(\d+\))?)/g, 'ALTER $1 TYPE $2')
    .replace(/\bAS CHAR\)/g, 'AS text)')
    .replace(/'0000-00-00 00:00:00'/g, "'-infinity'")
    .replace(/`([^`]*)`/g, (_, name: string) => `"${name.toLowerCase()}"`)
    .split(/('(?:[^']|'')*')/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\?/g, () => marks(left.shift(), mark))))
    .join('')
  return { text, values }
}

/** Of a list of rows `(…), (…)`, of a list `…, …`, of columns and values what INSERT … SET has. */
function marks(value: unknown, mark: (value: unknown) => string): string {
  if (!Array.isArray(value)) return mark(value)
  return value
    .map((one) => (Array.isArray(one) ? `(${one.map(mark).join(', ')})` : mark(one)))
    .join(', ')
}

const toValue = (value: unknown): unknown =>
  value === null || value === undefined || Buffer.isBuffer(value)
    ? (value ?? null)
    : value === '0000-00-00 00:00:00'
      ? '-infinity'
      : String(value)
