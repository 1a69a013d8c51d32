import type { Invariant } from '../application/catalogue.ts'
import { ask } from '../engines/database.ts'
import type { Live } from '../engines/live.ts'
import type { Asked } from './asked-live.ts'
import type { Bench } from './bench.ts'
import { mustBe } from './not-proven.ts'
import { holdsTrue, mayHold } from './outcomes.ts'
import type { PlainLive } from './plain-live.ts'
import type { KnownRow } from './plain-rows.ts'
import { tableOf, valueIn, type PlainTables } from './plain-tables.ts'

export const everyRow = { low: null, high: null }

/** An invariant, what it asks, and the rows that it is asked about. */
interface OnRows {
  readonly invariant: Invariant
  readonly question: Asked
  readonly rows: readonly KnownRow[]
  readonly plain: PlainLive
  readonly tables: PlainTables
}

/** @throws NamedError EngineNotProven unless the server counts the rows that are to be counted */
export async function proveInvariant(bench: Bench, on: OnRows): Promise<void> {
  const { invariant, question } = on
  const { name, table } = invariant
  const of = `The invariant "${name}"`
  const { rows, hash } = await ask(bench.database, invariant.count(everyRow))
  switch (question.is) {
    case 'newest':
      return mustBe(of, table.name, newestOf(on.rows, question), [rows, String(hash)])
    case 'joined': {
      const [least, most] = joinedRows(on, question)
      if (rows < least || rows > most) mustBe(of, `${table.name}, rows joined`, least, rows)
      return
    }
    case 'count': {
      const living = await livingRows(bench, of, on, question.live)
      mustBe(of, `${table.name}, rows counted`, living.rows, rows)
      mustBe(of, `${table.name}, their hashes`, living.hash ?? hash, hash)
    }
  }
}

/** The keys of living rows: of each row whether it is among them. Answers what they come to. */
async function livingRows(
  { database, dialect }: Bench,
  of: string,
  { invariant: { table }, rows, plain, tables }: OnRows,
  live: Live,
): Promise<{ readonly rows: number; readonly hash: bigint | null }> {
  const { holds } = tableOf(tables, table.name)
  const keys = await ask(
    database,
    dialect.live.some(table.name, table.key, everyRow, live, rows.length + 1),
  )
  const found = Map.groupBy(keys, (key) => JSON.stringify(key))
  let living = 0
  let hash: bigint | null = 0n
  for (const [key, sharing] of Map.groupBy(rows, (one) => JSON.stringify(one.key))) {
    const outcomes = sharing.map(({ row }) =>
      plain.outcomeOf(live, new Map([['t0', { row, holds }]])),
    )
    const counted = found.get(key)?.length ?? 0
    const least = outcomes.filter((one) => one === holdsTrue).length
    const most = outcomes.filter(mayHold).length
    if (counted < least || counted > most) mustBe(of, `${table.name}, row ${key}`, least, counted)
    living += counted
    const hashes = sharing.map((one) => BigInt(one.hash))
    // Of rows that share a key and of which some live, nobody knows which were counted.
    if (counted > 0 && counted < sharing.length) hash = null
    else if (counted > 0 && hash !== null) hash = hashes.reduce((sum, own) => sum + own, hash)
  }
  mustBe(of, `${table.name}, all keys`, living, keys.length)
  return { rows: living, hash }
}

/** Rows that hang on living ones, each counted as often as a way leads to it. */
function joinedRows(
  { invariant: { table }, rows, plain, tables }: OnRows,
  { live, ways }: Extract<Asked, { is: 'joined' }>,
): [least: number, most: number] {
  const { holds } = tableOf(tables, table.name)
  let [least, most] = [0, 0]
  for (const { row } of rows) {
    const own = new Map([['t0', { row, holds }]])
    const outcomes = plain.outcomeOf(live, own)
    if (!mayHold(outcomes)) continue
    for (const [first, ...joins] of ways) {
      if (first === undefined) continue
      for (const { sure } of plain.find({ from: first, joins, where: first.on }, own)) {
        most++
        if (sure && outcomes === holdsTrue) least++
      }
    }
  }
  return [least, most]
}

/** The number of groups without a NULL, and the sum of the largest number of each. */
function newestOf(
  rows: readonly KnownRow[],
  { group, by }: Extract<Asked, { is: 'newest' }>,
): [rows: number, hash: string] {
  const newest = new Map<string, bigint>()
  for (const { row } of rows) {
    const values = group.map((column) => valueIn(row, column))
    const number = BigInt(valueIn(row, by) ?? 0)
    const id = JSON.stringify(values)
    if (!values.includes(null) && number > (newest.get(id) ?? number - 1n)) newest.set(id, number)
  }
  return [newest.size, String([...newest.values()].reduce((sum, one) => sum + one, 0n))]
}
