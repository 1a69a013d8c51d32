import pg from 'pg'
import type { Connection } from 'mysql2/promise'
import { translated, type Given } from './postgres-sql.ts'

interface Options {
  readonly sql: string
  readonly values?: Given
  readonly rowsAsArray?: boolean
  readonly dateStrings?: boolean
}

/**
 * A connection to PostgreSQL that takes what the tests say to MySQL, as far as the two mean the
 * same: names are folded, values have other marks, a zero date is the time before all others, and
 * what a session of MySQL is told has another word here, or none. Answers are mysql2's.
 */
export async function postgresConnection(url: string, database: string): Promise<Connection> {
  const opened = async (name: string) => {
    const one = new pg.Client({ connectionString: withDatabase(url, name), types })
    // A server that is stopped is met by the next statement.
    one.on('error', () => undefined)
    await one.connect()
    return one
  }
  let client = await opened(database)
  const query = async (all: string | Options, given?: Given) => {
    const options = typeof all === 'string' ? { sql: all } : all
    const said = options.sql
    const asked = translated(said, given ?? options.values, client.database ?? '')
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
    /** A connection sees one database: it is another one's from here on. */
    async changeUser({ database: other }: { database: string }) {
      const before = client
      client = await opened(other)
      await before.end()
    },
    config: { database },
    end: () => client.end(),
    get client() {
      return client
    },
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
