import { quantity, shownCount } from '../contract/quantity.ts'
import type { Measured, MeasuredTable } from '../contract/evidence.ts'
import type { BacklogTable } from '../contract/backlog.ts'
import type { Gate } from '../contract/gates.ts'
import type { Run } from '../contract/steps.ts'
import { deadRows, isDead } from '../measure/row-classes.ts'
import { rules as catalogue } from '../rules/rules.ts'
import type { Backlog } from './backlog.ts'

/** For tables with fewer rows the share has no limit: a large share of few rows is few rows. */
export const smallTable = 10_000

/** A table whose dead rows are beyond a limit, in words and by its names. */
export interface Beyond {
  readonly database: string
  readonly table: string
  readonly rule: string
  readonly dead: number
  readonly rows: number
  readonly fault: string
}

/**
 * How much would be deleted from each table of a source's production, against the limits and a
 * confirmation: of this run, or of an earlier one for a backlog of which it left some.
 */
export function blastRadius(
  run: Run,
  source: string,
  measured: Measured,
  backlog: Backlog = { is: 'none' },
): Gate {
  const { databases } = measured
  const beyond = beyondLimits(run, measured).map(({ fault }) => fault)
  const upstream = databases.flatMap(({ database, tables }) =>
    tables.flatMap((table) => byUpstreamAlone(database, table)),
  )
  const gate = (passed: boolean, detail: string): Gate => ({
    gate: 'blast-radius',
    source,
    passed,
    detail: [...upstream, detail].join(' '),
  })
  if (beyond.length === 0)
    return gate(
      true,
      `${quantity(
        sum(
          databases.flatMap(({ tables }) => tables),
          ({ classes }) => deadRows(classes),
        ),
        'row',
      )} would be deleted, within the limits of every table.`,
    )
  if (run.confirmBlastRadius === true)
    return gate(true, `${beyond.join(' ')} Confirmed by the execution's input.`)
  const more = beyondLimits(run, measured, backlog.is === 'open' ? backlog.tables : [])
  if (backlog.is === 'open' && more.length === 0)
    return gate(true, `${beyond.join(' ')} ${workedOff(backlog)}`)
  return gate(
    false,
    `${more.map(({ fault }) => fault).join(' ')} ${besides(backlog)}Nothing was deleted in ` +
      'production. If you want to delete these rows, start another run: npx drydock run --mode ' +
      'purge --confirm-blast-radius; if this happens every week, raise the limits in the ' +
      'environment.',
  )
}

/**
 * The tables of which more rows are dead than the limits allow.
 * @param confirmed rows that do not count, as if they were gone already.
 */
export const beyondLimits = (
  run: Pick<Run, 'limits' | 'rules'>,
  { databases }: Measured,
  confirmed: readonly BacklogTable[] = [],
): Beyond[] =>
  databases.flatMap(({ database, tables }) =>
    tables.flatMap((table) => {
      const of = confirmed.find((one) => one.database === database && one.table === table.table)
      return faultOf(run, database, table, of?.remaining ?? 0)
    }),
  )

function faultOf(
  { limits, rules }: Pick<Run, 'limits' | 'rules'>,
  database: string,
  table: MeasuredTable,
  confirmed: number,
): Beyond[] {
  const own = rules.find(({ rule }) => rule === table.rule)
  const [mostRows, mostShare] = [
    own?.blastRows ?? limits.blastRows,
    own?.blastShare ?? limits.blastShare,
  ]
  const [dead, all] = [deadRows(table.classes), allRows(table)]
  const apart = Math.min(confirmed, dead)
  const [rows, among] = [dead - apart, all - apart]
  const tooMany = rows > mostRows
  const tooMuch = among >= smallTable && rows / among > mostShare
  if (!tooMany && !tooMuch) return []
  const fault =
    `${table.table} (${database}): ${shownCount(dead)} of ${quantity(all, 'row')} would be ` +
    `deleted, ${percent(dead / Math.max(1, all))}; ` +
    (apart === 0
      ? ''
      : `${shownCount(apart)} of them are confirmed, the other ${shownCount(rows)} are ` +
        `${percent(rows / Math.max(1, among))} of the other rows; `) +
    `the limit is ${quantity(mostRows, 'row')} ` +
    `(blastRows) and ${percent(mostShare)} of the table (blastShare).`
  return [{ database, table: table.table, rule: table.rule, dead, rows: all, fault }]
}

/** How far a backlog is that a run goes on with. */
function workedOff({ confirmed, run, tables }: Extract<Backlog, { is: 'open' }>): string {
  const [all, left] = [
    sum(tables, (one) => one.confirmed),
    sum(tables, ({ remaining }) => remaining),
  ]
  const [done, before] = [all - left, run - 1]
  const more =
    done > 0
      ? `; at that pace about ${quantity(Math.ceil((left * before) / done), 'more run')}`
      : ''
  return (
    `Within the backlog that ${confirmed.confirmedBy} confirmed on ` +
    `${confirmed.confirmedAt.slice(0, 10)}: ${shownCount(done)} of ${quantity(all, 'row')} ` +
    `worked off by ${quantity(before, 'run')}, this is run ${run}, ${shownCount(left)} left${more}.`
  )
}

/** Why a confirmation of an earlier run does not help. */
function besides(backlog: Backlog): string {
  if (backlog.is === 'none') return ''
  return backlog.is === 'open'
    ? `That is more than is left of the backlog that ${backlog.confirmed.confirmedBy} confirmed. `
    : `The confirmation of an earlier run is not in force: ${backlog.why}. `
}

/** Rows that the chosen reading deletes and the safe one would keep, for the approver. */
function byUpstreamAlone(database: string, { table, rule, reading, classes }: MeasuredTable) {
  const gone = classes.filter(({ name }) => isDead(name))
  const rows = sum(gone, (one) => one.rows - one.other)
  if (reading !== 'upstream' || rows === 0) return []
  const means = catalogue.find(({ name }) => name === rule)?.upstreamMeans ?? ''
  return [
    `${table} (${database}): ${shownCount(rows)} of the rows are dead by the upstream ` +
      `reading only (${means}); the safe reading keeps them.`,
  ]
}

export const allRows = ({ classes }: MeasuredTable): number => sum(classes, ({ rows }) => rows)
const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0)
/** Truncated, not rounded: a value must not appear as one beyond a limit. */
const percent = (share: number): string => `${Math.floor(share * 1000) / 10} %`
