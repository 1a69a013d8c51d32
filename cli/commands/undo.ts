import { z } from 'zod'
import { quantity } from '../../functions/contract/quantity.ts'
import {
  undoInputSchema,
  undoTotalsSchema,
  type UndoTotals,
} from '../../functions/contract/undo.ts'
import { deletedAgain, isPart, parentsFirst, rowsOut } from '../../functions/archive/undo-next.ts'
import type { Report } from '../../functions/report/schema.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { readJson } from '../aws/bucket.ts'
import { nobodyToAsk, notConfirmed } from '../confirm.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { readReport } from '../evidence.ts'
import { exitCodes } from '../exit-codes.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { checkUndoNames } from '../undo-names.ts'
import { executionName, runExecution } from '../wait-for.ts'

interface Options {
  readonly environment?: string
  readonly source?: string
  readonly rule?: string
  readonly table?: string
  readonly key?: string
  readonly since?: string
  readonly until?: string
  readonly onCollision: 'skip' | 'fail'
  readonly apply?: true
  readonly yes?: true
  readonly json?: true
}

/**
 * Counts the rows of a run that would come back, at most; with apply, after asking, puts them back.
 */
export async function undo(terminal: Terminal, run: string, options: Options): Promise<number> {
  const { source, rule, table, key, since, until, onCollision } = options
  const given = { source, rule, table, key, since, until }
  const asked = {
    run,
    onCollision,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
  const parsed = undoInputSchema.safeParse(asked)
  if (!parsed.success)
    throw new NamedError(
      'InvalidInput',
      `The undo takes no such value: ${z.prettifyError(parsed.error)}. Nothing was changed.`,
    )
  const nobody = options.apply === true ? nobodyToAsk(terminal, options.yes) : null
  if (nobody !== null) return nobody
  const environment = await findDeployed(options.environment)
  await checkUndoNames(environment, parsed.data)
  const counted = await goThrough(terminal, environment, { ...asked, dryRun: true })
  const rows = sumOf(counted, 'putBack')
  if (options.json !== true) printTotals(terminal, counted, 'would come back')
  else if (options.apply !== true || rows === 0) terminal.print(JSON.stringify(counted, null, 2))
  if (rows > 0)
    terminal.say('At most these rows come back: a count does not look for their parents.')
  if (options.apply !== true || rows === 0) {
    if (rows > 0) terminal.say('Nothing was changed. To put these rows back, add --apply.')
    return exitCodes.done
  }
  const refused = await notConfirmed(
    terminal,
    `Put at most ${quantity(rows, 'row')} back into production of ${environment.name}?`,
    options.yes,
  )
  if (refused !== null) return refused
  const done = await goThrough(terminal, environment, { ...asked, dryRun: false })
  if (options.json === true) terminal.print(JSON.stringify(done, null, 2))
  else printTotals(terminal, done, 'put back')
  if (isPart(given) && sumOf(done, 'collided') > 0) terminal.say(parentsFirst)
  if (sumOf(done, 'putBack') > 0) terminal.say(deletedAgain(rule))
  return exitCodes.done
}

const sumOf = (totals: UndoTotals, of: 'putBack' | 'collided'): number =>
  Object.values(totals).reduce((sum, one) => sum + one[of], 0)

const keptSchema = z.object({
  totals: undoTotalsSchema,
  /** An undo of an earlier version stops at them. */
  damaged: z.array(z.string()).default([]),
})

async function goThrough(
  terminal: Terminal,
  deployed: Deployed,
  input: { readonly run: string; readonly dryRun: boolean },
): Promise<UndoTotals> {
  const { undo: machine, bucket } = deployed
  const name = executionName(input.dryRun ? 'count' : 'undo')
  await runExecution(terminal, machine, name, input)
  const kept = await readJson(bucket, `runs/${name}/undo.json`)
  const { totals, damaged } = keptSchema.parse(kept)
  for (const volume of damaged)
    terminal.say(
      `The volume ${volume} of the archive has no list of its files. They were read in other ` +
        'places. See docs/runbook.md, ArchiveDamaged.',
    )
  return inOrder(totals, await readReport(deployed, input.run))
}

/** As the report lists the tables. */
function inOrder(totals: UndoTotals, report: Report | null): UndoTotals {
  const tables = report?.rules.map(({ table }) => table) ?? []
  const place = (table: string) => (tables.includes(table) ? tables.indexOf(table) : tables.length)
  return Object.fromEntries(
    Object.entries(totals).sort(([one], [other]) => place(one) - place(other)),
  )
}

type Row = [string, Pick<UndoTotals[string], 'putBack' | 'present' | 'collided'>]

/** A last line; none below a single table. */
function totalOf(rows: readonly Row[]): readonly Row[] {
  const sum = (of: 'putBack' | 'present' | 'collided') =>
    rows.reduce((all, [, one]) => all + one[of], 0)
  const all = { putBack: sum('putBack'), present: sum('present'), collided: sum('collided') }
  return rows.length < 2 ? [] : [[quantity(rows.length, 'table'), all]]
}

export function printTotals(terminal: Terminal, totals: UndoTotals, head: string): void {
  const some = Object.entries(totals).filter(
    ([, one]) => one.putBack + one.present + one.collided > 0,
  )
  if (some.length > 0)
    printTable(
      terminal,
      ['table', head, 'already there', 'cannot come back'],
      [...some, ...totalOf(some)].map(([table, one]) => [
        table,
        one.putBack,
        one.present,
        one.collided,
      ]),
    )
  const without = Object.keys(totals).length - some.length
  if (without > 0) terminal.print(`${quantity(without, 'table')}: nothing`)
  for (const line of rowsOut(totals)) terminal.print(line)
}
