import { shownCount, quantity } from '../contract/quantity.ts'
import type { Check } from '../contract/evidence.ts'
import type { OtherDatabases, OtherTable } from '../contract/other-databases.ts'
import { ask } from '../engines/database.ts'
import type { Column } from '../engines/schema.ts'
import { timeBoxed } from '../walk/time-box.ts'
import type { Walk } from '../walk/walk.ts'

/**
 * Time limit per table in ms, less than the remaining time of a call: with a trigger it is read
 * completely, otherwise counted.
 */
const most = { reached: 40_000, unreached: 2_000 } as const
/**
 * Total rows, by the server's estimate, to count if no trigger leads out of the purged databases:
 * small tables first.
 */
const counted = 5_000_000

/**
 * Reads every table of the clone's server outside the plan's databases, over as many calls as
 * needed. Only a trigger can lead a purge there: foreign keys from other databases are refused when
 * the rules are bound. With a DELETE trigger, every row of every other table is hashed; without
 * one, rows are counted up to a limit.
 * @param planned the databases of the plan on this server.
 */
export async function lookAtOthers(
  { database, dialect, spent }: Walk,
  planned: readonly string[],
  from: OtherDatabases | null,
): Promise<OtherDatabases> {
  const triggers = from?.triggers ?? []
  if (from === null)
    for (const name of planned)
      for (const row of await ask(database, dialect.server.deleteTriggers(name)))
        triggers.push(`${row.name} on ${name}.${row.table}`)
  const reached = triggers.length > 0
  const tables = [...(from?.tables ?? [])]
  let left = counted
  const { server } = dialect
  const all = await ask(database, server.otherTables(planned))
  const columnsIn = new Map<string, ReadonlyMap<string, readonly Column[]>>()
  for (const { database: owner, table, rows } of all) {
    left -= rows
    if (tables.some((one) => one.database === owner && one.table === table)) continue
    if (spent()) return { done: false, triggers, tables }
    if (reached && !columnsIn.has(owner))
      columnsIn.set(owner, await ask(database, server.columns(owner)))
    const columns = columnsIn.get(owner)?.get(table) ?? []
    const sum =
      !reached && left < 0
        ? null
        : await timeBoxed(
            database,
            dialect,
            reached ? most.reached : most.unreached,
            server.sumUp(owner, table, columns),
          )
    tables.push({
      database: owner,
      table,
      rows: sum === null ? null : sum.rows,
      hash: sum === null ? '0' : String(sum.hash),
    })
  }
  return { done: true, triggers, tables }
}

export function judgeOthers(
  database: string,
  before: OtherDatabases,
  after: OtherDatabases,
): Check {
  const id = (table: OtherTable) => `${table.database}.${table.table}`
  const then = new Map(before.tables.map((table) => [id(table), table]))
  const now = new Map(after.tables.map((table) => [id(table), table]))
  const faults = [
    ...after.tables.filter((table) => !then.has(id(table))).map((table) => `${id(table)} is new.`),
    ...before.tables.flatMap((was) => {
      const is = now.get(id(was))
      if (is === undefined) return [`${id(was)} no longer exists.`]
      if (was.rows === null || is.rows === null)
        return before.triggers.length === 0
          ? []
          : [
              `${id(was)} could not be read within ${most.reached / 1000} s, and a trigger ` +
                'may write to it.',
            ]
      if (was.rows === is.rows && was.hash === is.hash) return []
      return [
        `${id(was)} had ${quantity(was.rows, 'row')} and has ` +
          `${shownCount(is.rows)}${was.rows === is.rows ? ', changed' : ''}.`,
      ]
    }),
  ]
  const verdict = (passed: boolean, detail: string): Check => ({
    check: 'other-databases-untouched',
    target: 'clone',
    database,
    passed,
    detail,
  })
  const unread = after.tables.filter(({ rows }) => rows === null).length
  const databases = new Set(after.tables.map((table) => table.database)).size
  if (faults.length > 0) {
    const found = faults.slice(0, 5).join(' ')
    const more = faults.length > 5 ? ` And ${faults.length - 5} more.` : ''
    const advice =
      before.triggers.length === 0
        ? 'The purge has no known effect there: find out who else writes to the clone.'
        : `Deletes run ${before.triggers.join(', ')}. Find out what they do; drop them, or ` +
          'disable the rules of their tables.'
    return verdict(false, `${found}${more} ${advice}`)
  }
  if (databases === 0) return verdict(true, 'The server has no other databases.')
  const notCounted =
    unread === 0
      ? ''
      : ` ${quantity(unread, 'large table was', 'large tables were')} not counted: no trigger ` +
        'leads there.'
  return verdict(
    true,
    `${quantity(after.tables.length - unread, 'table')} of ` +
      `${quantity(databases, 'other database')} are unchanged, ` +
      `${before.triggers.length === 0 ? 'by their number of rows' : 'row by row'}.${notCounted}`,
  )
}
