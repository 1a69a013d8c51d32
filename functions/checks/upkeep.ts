import { plural, quantity } from '../contract/quantity.ts'
import type { Check, MeasuredTable } from '../contract/evidence.ts'
import { NamedError } from '../contract/errors.ts'
import type { Target } from '../contract/steps.ts'
import type { Upkept } from '../engines/answers.ts'
import { ask, DatabaseTrouble, type Question } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'

type Tables = readonly string[]

/** After a purge a server may plan by what was there before: the statistics of the tables that lost rows are made anew. */
export async function statisticsRefreshed(
  along: Walk,
  target: Target,
  database: string,
  tables: Tables,
): Promise<Check> {
  const busy = target === 'clone' ? [] : await longQueries(along, tables)
  const bad = await notOk(
    along,
    tables.filter((table) => !busy.includes(table)),
    along.dialect.upkeep.refresh,
  )
  const passed = bad.faults.length === 0
  const done = tables.length - bad.left.length - bad.late.length - busy.length
  const undone = `${untold(bad)}${busy.length === 0 ? '' : ` A long query was at work on ${busy.join(', ')}, behind which others would have had to wait.`}`
  return {
    check: 'statistics-refreshed',
    target,
    database,
    passed,
    detail: passed
      ? `The statistics of ${quantity(done, 'table')} are new.${undone}`
      : `${bad.faults.join(' ')} ${along.dialect.words.refreshAsksFor}`,
  }
}

/** s from which a query is long: on some servers new statistics hold up whoever comes after it. */
const long = 5

/** Tables on which a long query is at work; without the privilege PROCESS none is seen. */
async function longQueries({ database, dialect }: Walk, tables: Tables): Promise<string[]> {
  const running = (await ask(database, dialect.server.sessions)).filter(
    ({ seconds }) => (seconds ?? 0) >= long,
  )
  return tables.filter((table) =>
    running.some(({ doing }) => doing.toUpperCase().includes(table.toUpperCase())),
  )
}

/** Every index holds what its table holds. On the clone only: it reads all there is. */
export async function tablesHealthy(
  along: Walk,
  target: Target,
  database: string,
  tables: Tables,
): Promise<Check> {
  const looked = await notOk(along, tables, along.dialect.upkeep.check)
  const { faults, left, late } = looked
  const passed = faults.length === 0
  return {
    check: 'tables-healthy',
    target,
    database,
    passed,
    detail: passed
      ? `${along.dialect.words.check} finds ${quantity(tables.length - left.length - late.length, 'table')} in order.${untold(looked)}`
      : `${faults.join(' ')} Production was not touched; check its tables too.`,
  }
}

/** The walk has passed over no row: the server counts as many as were measured. On the clone only, where nobody writes. */
export async function everyRowSeen(
  { database, dialect }: Walk,
  target: Target,
  name: string,
  measured: readonly MeasuredTable[],
): Promise<Check> {
  const faults: string[] = []
  for (const { table, classes } of measured) {
    const total = await ask(database, dialect.countAll(table))
    const seen = classes.reduce((sum, { rows }) => sum + rows, 0)
    if (total !== seen)
      faults.push(`${table} has ${total} ${plural(total, 'row')}, ${seen} of them were looked at.`)
  }
  return {
    check: 'every-row-seen',
    target,
    database: name,
    passed: faults.length === 0,
    detail:
      faults.length === 0
        ? `Every row of ${quantity(measured.length, 'table')} was looked at.`
        : `${faults.join(' ')} This is a fault of Drydock: do not purge, report it.`,
  }
}

interface Answers {
  readonly faults: string[]
  /** Tables that were not asked about: no time was left. */
  readonly left: readonly string[]
  /** Tables that the server gave up: nothing is known of them. */
  readonly late: readonly string[]
}

const untold = ({ left, late }: Answers): string =>
  `${left.length === 0 ? '' : ` No time was left for ${left.join(', ')}.`}${late.length === 0 ? '' : ` The server gave up ${late.join(', ')}: it took longer than a statement may, or another session held it.`}`

async function notOk(
  { database, spent, clock, share }: Walk,
  tables: Tables,
  statement: (table: string) => Question<Upkept>,
): Promise<Answers> {
  const faults: string[] = []
  const late: string[] = []
  for (const [at, table] of tables.entries()) {
    if (spent()) return { faults, left: tables.slice(at), late }
    const began = share < 1 ? clock.now() : 0
    const found = await ask(database, statement(table)).catch((error: unknown): Upkept => {
      if (error instanceof DatabaseTrouble && /^(time limit|lock timeout)$/.test(error.kind))
        return 'late'
      // In the server's words: the advice that goes with the error is for a purge.
      if (error instanceof NamedError && error.name === 'AccessDenied') {
        const { message } = error.cause instanceof Error ? error.cause : error
        return { fault: message.replace(/\.$/, '') }
      }
      throw error
    })
    if (found === 'late') late.push(table)
    else if (found !== 'fine') faults.push(`${table}: ${found.fault}.`)
    if (share < 1) await clock.sleep((clock.now() - began) * (1 / share - 1))
  }
  return { faults, left: [], late }
}
