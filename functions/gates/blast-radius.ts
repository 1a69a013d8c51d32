import { quantity, shownCount } from '../contract/quantity.ts'
import type { Measured, MeasuredTable } from '../contract/evidence.ts'
import type { Gate } from '../contract/gates.ts'
import type { Run } from '../contract/steps.ts'
import { deadRows, isDead } from '../measure/row-classes.ts'
import { rules as catalogue } from '../rules/rules.ts'

/** For tables with fewer rows the share has no limit: a large share of few rows is few rows. */
export const smallTable = 10_000

/**
 * How much would be deleted from each table of a source's production, against the limits and a
 * confirmation.
 */
export function blastRadius(run: Run, source: string, { databases }: Measured): Gate {
  const beyond = databases.flatMap(({ database, tables }) =>
    tables.flatMap((table) => faultOf(run, database, table)),
  )
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
  return gate(
    false,
    `${beyond.join(' ')} Nothing was deleted in production. If you want to delete these ` +
      'rows, start another run: npx drydock run --mode purge --confirm-blast-radius; if this ' +
      'happens every week, raise the limits in the environment.',
  )
}

function faultOf({ limits, rules }: Run, database: string, table: MeasuredTable): string[] {
  const own = rules.find(({ rule }) => rule === table.rule)
  const [mostRows, mostShare] = [
    own?.blastRows ?? limits.blastRows,
    own?.blastShare ?? limits.blastShare,
  ]
  const [rows, all] = [deadRows(table.classes), allRows(table)]
  const tooMany = rows > mostRows
  const tooMuch = all >= smallTable && rows / all > mostShare
  if (!tooMany && !tooMuch) return []
  return [
    `${table.table} (${database}): ${shownCount(rows)} of ${quantity(all, 'row')} would be ` +
      `deleted, ${percent(rows / Math.max(1, all))}; the limit is ${quantity(mostRows, 'row')} ` +
      `(blastRows) and ${percent(mostShare)} of the table (blastShare).`,
  ]
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
