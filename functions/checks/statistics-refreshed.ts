import { quantity } from '../contract/quantity.ts'
import { ask } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'
import type { Asked, Finding } from './scene.ts'
import { notOk, untold } from './upkeep.ts'

/**
 * Refreshes the statistics of the purged tables: otherwise the server may plan queries with
 * outdated ones.
 */
export async function statisticsRefreshed({
  along,
  target,
  touched: tables,
}: Pick<Asked, 'along' | 'target' | 'touched'>): Promise<Finding> {
  const { refresh, atFullSpeed } = along.dialect.upkeep
  if (target === 'clone' && atFullSpeed !== undefined) await along.database.execute(atFullSpeed)
  const busy = target === 'clone' ? [] : await longQueries(along, tables)
  const bad = await notOk(
    along,
    tables.filter((table) => !busy.includes(table)),
    refresh,
  )
  const passed = bad.faults.length === 0
  const done = tables.length - bad.left.length - bad.late.length - busy.length
  const skipped =
    busy.length === 0
      ? ''
      : ` A long query was running on ${busy.join(', ')}; other sessions would have had to wait ` +
        'behind it.'
  return {
    passed,
    detail: passed
      ? `The statistics of ${quantity(done, 'table')} are new.${untold(bad)}${skipped}`
      : `${bad.faults.join(' ')} ${along.dialect.words.refreshAsksFor}`,
  }
}

/**
 * s from which a query counts as long: on some servers, a statistics refresh then blocks later
 * sessions.
 */
const long = 5

/** Tables with a long-running query; without the privilege PROCESS none is visible. */
async function longQueries(
  { database, dialect }: Walk,
  tables: readonly string[],
): Promise<string[]> {
  const running = (await ask(database, dialect.server.sessions)).filter(
    ({ seconds }) => (seconds ?? 0) >= long,
  )
  return tables.filter((table) =>
    running.some(({ doing }) => doing.toUpperCase().includes(table.toUpperCase())),
  )
}
