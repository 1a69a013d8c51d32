import { quantity } from '../functions/contract/quantity.ts'
import type { Measured } from '../functions/contract/evidence.ts'
import type { PastRun } from '../functions/report/schema.ts'
import { deadRows } from '../functions/measure/row-classes.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readEvidence, readHistory } from './evidence.ts'
import { sourceNames } from './live-run.ts'
import { printTable } from './table.ts'
import type { Terminal } from './terminal.ts'

/** What a run asks for: rows and share by table beside the last purge's, checks and gates. */
export async function printQuestion(
  terminal: Terminal,
  environment: Deployed,
  run: string,
): Promise<void> {
  const before = lastPurge((await readHistory(environment))?.runs ?? [])
  const settings = await settingsOf(environment)
  for (const source of sourceNames(settings)) {
    const evidence = <Name extends Parameters<typeof readEvidence>[3]>(name: Name) =>
      readEvidence(environment, run, source, name)
    terminal.print(`${source}, dead rows of production:`)
    const counted = await evidence('measure-production')
    printTable(
      terminal,
      ['table', 'rows', 'dead', 'share', 'deleted by the last purge'],
      (counted?.databases ?? []).flatMap((one) => tableRows(one, before)),
    )
    const checks = ((await evidence('verify-clone'))?.databases ?? []).flatMap((one) => one.checks)
    const passed = checks.filter((one) => one.passed).length
    terminal.print(`The rehearsal passed ${passed} of ${quantity(checks.length, 'check')}.`)
    for (const { gate, detail } of (await evidence('gates'))?.gates ?? [])
      terminal.print(`${gate}: ${detail}`)
  }
}

const lastPurge = (runs: readonly PastRun[]): PastRun | undefined =>
  runs.findLast(({ mode, outcome }) => mode === 'purge' && outcome === 'succeeded')

function tableRows(
  { database, tables }: Measured['databases'][number],
  before: PastRun | undefined,
): (string | number | null)[][] {
  const rows: (string | number | null)[][] = []
  for (const { kind, table, classes } of tables) {
    const all = classes.reduce((sum, one) => sum + one.rows, 0)
    if (kind === 'other' || all === 0) continue
    const dead = deadRows(classes)
    const last = before?.tables.find((one) => one.database === database && one.table === table)
    rows.push([table, all, dead, `${Math.round((dead / all) * 100)} %`, last?.deleted ?? null])
  }
  return rows
}
