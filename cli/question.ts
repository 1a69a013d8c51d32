import type { Gate } from '../functions/contract/gates.ts'
import { quantity } from '../functions/contract/quantity.ts'
import { askedTables, lastPurge, shareOf } from '../functions/report/asked-tables.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readEvidence, readHistory } from './evidence.ts'
import { sourceNames } from './live-run.ts'
import { printTable } from './table.ts'
import type { Terminal } from './terminal.ts'

/** What a run asks of one source. */
export interface Question {
  readonly source: string
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly dead: number
    readonly lastPurge: number | null
  }[]
  readonly checks: number
  readonly passed: number
  readonly gates: readonly Gate[]
}

/** What a run asks for: rows by table beside the last purge's, checks and gates. */
export async function questionsOf(
  environment: Deployed,
  run: string,
): Promise<readonly Question[]> {
  const before = lastPurge((await readHistory(environment))?.runs ?? [])
  const settings = await settingsOf(environment)
  const found: Question[] = []
  for (const source of sourceNames(settings)) {
    const evidence = <Name extends Parameters<typeof readEvidence>[3]>(name: Name) =>
      readEvidence(environment, run, source, name)
    const counted = await evidence('measure-production')
    // The run has left this source out.
    if (counted === null) continue
    const checks = ((await evidence('verify-clone'))?.databases ?? []).flatMap((one) => one.checks)
    found.push({
      source,
      tables: askedTables(counted, before).map(({ last, ...one }) => ({
        ...one,
        lastPurge: last?.deleted ?? null,
      })),
      checks: checks.length,
      passed: checks.filter((one) => one.passed).length,
      gates: (await evidence('gates'))?.gates ?? [],
    })
  }
  return found
}

export async function printQuestion(
  terminal: Terminal,
  environment: Deployed,
  run: string,
): Promise<void> {
  for (const { source, tables, passed, checks, gates } of await questionsOf(environment, run)) {
    terminal.print(`${source}, dead rows of production:`)
    printTable(
      terminal,
      ['table', 'rows', 'dead', 'share', 'deleted by the last purge'],
      tables.map(({ table, rows, dead, lastPurge }) => [
        table,
        rows,
        dead,
        shareOf(dead, rows),
        lastPurge,
      ]),
    )
    terminal.print(`The rehearsal passed ${passed} of ${quantity(checks, 'check')}.`)
    for (const { gate, detail } of gates) terminal.print(`${gate}: ${detail}`)
  }
}
