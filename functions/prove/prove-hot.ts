import type { Moment } from '../application/application-questions.ts'
import { findTable, hotQueriesOf } from '../application/catalogue.ts'
import { ask, type Row } from '../engines/database.ts'
import type { LiveRead, Place } from '../engines/live.ts'
import type { Schema } from '../engines/schema.ts'
import type { Holds } from '../engines/scratch.ts'
import type { Bench } from './bench.ts'
import { mustBe } from './not-proven.ts'
import type { PlainLive } from './plain-live.ts'
import type { FoundRow } from './plain-joins.ts'
import type { KnownRow } from './plain-rows.ts'
import { valueIn } from './plain-tables.ts'

/** Rows of a table that each query is asked for. */
const sample = 12

interface Application {
  readonly schema: Schema
  readonly moment: Moment
  readonly plain: PlainLive
  /** By the table's name. */
  readonly known: ReadonlyMap<string, readonly KnownRow[]>
}

/**
 * The queries that the application runs with each call, for some rows of the proof. Answers how
 * many of them were compared.
 * @throws NamedError EngineNotProven
 */
export async function proveHot(
  { database, dialect }: Bench,
  { schema, moment, plain, known }: Application,
): Promise<number> {
  let compared = 0
  for (const query of hotQueriesOf(schema, moment)) {
    const table = findTable(schema, query.table, [])
    const rows = table === null ? [] : (known.get(table.name) ?? [])
    const every = Math.max(1, Math.ceil(rows.length / sample))
    const digests = new Map<string | null, string | null>()
    let asked = 0
    for (const { row, key } of rows.filter((_, at) => at % every === 0)) {
      const of = `The query "${query.name}"`
      const at = `${query.table}, row ${key.join(' ')}`
      const named = key.map((value) => value ?? '')
      const seed = dialect.live.seed(query.table, table?.key ?? [], named, query.by)
      const values = await ask(database, seed)
      const own = query.by.map((column) => valueIn(row, column))
      mustBe(of, `${at}, its values`, own, values)
      const read = query.ask(own)
      if (![read.from, ...(read.joins ?? [])].every((one) => findTable(schema, one.table, [])))
        break
      const found = await ask(database, dialect.live.read(read))
      const one = compareRows(of, at, read, plain.find(read), found)
      if (one !== null && read.digest !== undefined && found[0] !== undefined)
        compareDigests(of, at, valueAt(one, read.digest), found[0], digests)
      asked++
    }
    if (asked > 0) compared++
  }
  return compared
}

/** The rows that the query is to find, and no others. Answers the row if it is one alone. */
function compareRows(
  of: string,
  at: string,
  read: LiveRead,
  all: readonly FoundRow[],
  found: readonly Row[],
): FoundRow | null {
  const due = read.newest === undefined ? all : newestOf(all, read.newest)
  const [first] = due
  const columns = read.columns.filter((place) => isPlain(first, place))
  const expected = due.map((one) => ({ text: told(one, columns), sure: one.sure }))
  const counts = Map.groupBy(
    found.map((row) => shown(row, columns)),
    (text) => text,
  )
  for (const text of new Set([...counts.keys(), ...expected.map((one) => one.text)])) {
    const same = expected.filter((one) => one.text === text)
    const least = read.newest === undefined ? same.filter(({ sure }) => sure).length : 0
    const counted = counts.get(text)?.length ?? 0
    if (counted < least || counted > same.length)
      mustBe(of, at, { rows: least, of: text }, { rows: counted, of: text })
  }
  if (read.newest !== undefined && due.some(({ sure }) => sure)) mustBe(of, at, 1, found.length)
  return due.length === 1 && found.length === 1 ? (first ?? null) : null
}

/** Those of which one may be the newest. */
function newestOf(all: readonly FoundRow[], place: Place): readonly FoundRow[] {
  const numberOf = (one: FoundRow) => BigInt(valueAt(one, place) ?? 0)
  const sure = all.filter((one) => one.sure).map(numberOf)
  return all.filter((one) => sure.every((number) => numberOf(one) >= number))
}

const valueAt = ({ rows }: FoundRow, [alias, column]: Place): string | null =>
  valueIn(rows.get(alias)?.row ?? {}, column)
const holdsAt = (one: FoundRow | undefined, [alias, column]: Place): Holds | null =>
  one?.rows.get(alias)?.holds[column.toUpperCase()] ?? null

/** A column that every driver tells as the port does. */
function isPlain(one: FoundRow | undefined, place: Place): boolean {
  const holds = holdsAt(one, place)
  return holds?.is === 'integer' || (holds?.is === 'text' && !holds.trims)
}

const told = (one: FoundRow, columns: readonly Place[]): string =>
  JSON.stringify(columns.map((place) => valueAt(one, place)))

function shown(row: Row, columns: readonly Place[]): string {
  const own = inCapitals(row)
  return JSON.stringify(columns.map(([, id]) => own.get(id.toUpperCase()) ?? null))
}

const inCapitals = (row: Row): ReadonlyMap<string, string | null> =>
  new Map(Object.entries(row).map(([name, value]) => [name.toUpperCase(), value ?? null]))

/** Of each content one digest, whatever it is, and of two contents two. */
function compareDigests(
  of: string,
  at: string,
  content: string | null,
  found: Row,
  digests: Map<string | null, string | null>,
): void {
  const digest = inCapitals(found).get('OBJECT') ?? null
  const taken = !digests.has(content) && [...digests.values()].includes(digest)
  const expected = digests.has(content) ? (digests.get(content) ?? null) : digest
  mustBe(of, `${at}, the digest of its object`, taken ? 'another digest' : expected, digest)
  digests.set(content, digest)
}
