import type { Gate } from '../functions/contract/gates.ts'
import { quantity } from '../functions/contract/quantity.ts'
import { databaseCalled, identify } from '../functions/contract/source.ts'
import { askedTables, lastPurge, shareOf } from '../functions/report/asked-tables.ts'
import { databasesLeftOut } from '../functions/report/warnings.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readEvidence, readHistory } from './evidence.ts'
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
  /** Databases that the run does not touch, each with why. */
  readonly leftOut: readonly string[]
}

/**
 * What a run asks for: rows by table beside the last purge's, checks and gates. A source that the
 * run has left out has no tables.
 */
export async function questionsOf(
  environment: Deployed,
  run: string,
): Promise<readonly Question[]> {
  const before = lastPurge((await readHistory(environment))?.runs ?? [])
  const settings = await settingsOf(environment)
  const found: Question[] = []
  for (const one of settings.sources) {
    const source = identify(one).name
    const evidence = <Name extends Parameters<typeof readEvidence>[3]>(name: Name) =>
      readEvidence(environment, run, source, name)
    // Once a run asks, each database that it works on was counted.
    const counted = (await evidence('measure-production'))?.databases ?? []
    const leftOut = one.databases
      .map(databaseCalled)
      .filter((name) => !counted.some(({ database }) => database === name))
      .map((database) => ({ source, database }))
    const checks = ((await evidence('verify-clone'))?.databases ?? []).flatMap((one) => one.checks)
    found.push({
      source,
      tables: askedTables({ databases: counted }, before).map(({ last, ...one }) => ({
        ...one,
        lastPurge: last?.deleted ?? null,
      })),
      checks: checks.length,
      passed: checks.filter((one) => one.passed).length,
      gates: (await evidence('gates'))?.gates ?? [],
      leftOut: databasesLeftOut({ leftOut }),
    })
  }
  return found
}

export async function printQuestion(
  terminal: Terminal,
  environment: Deployed,
  run: string,
): Promise<void> {
  for (const question of await questionsOf(environment, run)) {
    const { source, tables, passed, checks, gates, leftOut } = question
    for (const one of leftOut) terminal.print(one)
    if (tables.length === 0) continue
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
