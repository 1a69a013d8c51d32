import { plural } from '../contract/quantity.ts'
import { createHash } from 'node:crypto'
import type { HotQuery } from '../contract/invariants.ts'
import type { Key } from '../engines/dialect.ts'
import type { Moment } from './application-questions.ts'
import type { HotQueryOf } from './hot-queries.ts'
import type { PlanStep } from '../engines/answers.ts'
import { ask, type Row } from '../engines/database.ts'
import type { Schema, Table } from '../engines/schema.ts'
import type { Walk } from '../walk/walk.ts'
import { findTable, hotQueriesOf } from './catalogue.ts'

/**
 * Runs each hot query for each key of its table's sample, at a pace that production does not
 * notice.
 */
export async function replay(
  along: Walk,
  schema: Schema,
  moment: Moment,
  samples: Readonly<Record<string, readonly Key[]>>,
): Promise<HotQuery[]> {
  const hot: HotQuery[] = []
  for (const query of hotQueriesOf(schema, moment)) {
    const table = findTable(schema, query.table, query.by)
    if (table !== null) hot.push(await askHot(along, table, query, samples[table.name] ?? []))
  }
  return hot
}

async function askHot(
  along: Walk,
  table: Table,
  query: HotQueryOf,
  keys: readonly Key[],
): Promise<HotQuery> {
  const { database, dialect, clock, share } = along
  const answers: (string | null)[] = []
  const times: number[] = []
  let plan = ''
  for (const key of keys) {
    const values = await ask(database, dialect.live.seed(query.table, table.key, key, query.by))
    if (values === null) {
      answers.push(null)
      continue
    }
    const question = dialect.live.read(query.ask(values))
    const started = clock.now()
    const rows = await ask(database, question)
    const took = clock.now() - started
    times.push(took)
    answers.push(digest(rows))
    if (plan === '')
      plan = (await ask(database, dialect.server.plan(question))).map(inShort).join('; ')
    if (share < 1) await clock.sleep(took / share - took)
  }
  times.sort((a, b) => a - b)
  const quartile = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return {
    query: query.name,
    // As the server calls it, by which its sample goes.
    table: table.name,
    answers,
    median: round(quartile(0.5)),
    spread: round(quartile(0.75) - quartile(0.25)),
    slowest: round(times.at(-1)),
    plan,
  }
}

/** The order of rows is not part of an answer. */
const digest = (rows: readonly Row[]): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map((row) => JSON.stringify(row)).sort()))
    .digest('hex')
    .slice(0, 16)
const inShort = ({ table, told, index, rows }: PlanStep): string =>
  `${table ?? '-'}: ${told ?? '-'} ${index ?? '-'}, ${rows ?? '?'} ${plural(Number(rows), 'row')}`
const round = (milliseconds: number | undefined): number =>
  Math.round((milliseconds ?? 0) * 100) / 100
