import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { approvalName } from '../functions/contract/control.ts'
import { measuredSchema, verifiedSchema, type Measured } from '../functions/contract/evidence.ts'
import { quantity } from '../functions/contract/quantity.ts'
import { askedTables, shareOf } from '../functions/report/asked-tables.ts'
import { textTable } from '../functions/report/text-table.ts'
import type { Cloud } from './cloud/start-cloud.ts'
import { laptop } from './laptop.ts'

/** Asks on a terminal. @returns null if the question was withdrawn or the terminal is gone. */
export type Ask = (question: string, withdrawn: AbortSignal) => Promise<string | null>

interface Here {
  readonly cloud: Pick<Cloud, 'answer'> & { readonly parameters: ReadonlyMap<string, string> }
  /** Of the run's evidence. */
  readonly folder: string
  /** null without a terminal. */
  readonly ask: Ask | null
  readonly print: (line: string) => void
  /** How the operator's tool is told of this run. */
  readonly options: string
  /** Who answers here. */
  readonly by: string
}

/** A run's question, answered on this computer: in the terminal, or with the operator's tool. */
export async function askHere(
  { cloud, folder, ask, print, options, by }: Here,
  run: string,
  withdrawn: AbortSignal,
): Promise<void> {
  for (const line of await question(folder)) print(line)
  print(ask === null ? 'To answer:' : 'From another terminal:')
  print(`  npx drydock approve ${run} ${options}`)
  print(`  npx drydock reject ${run} ${options} --why "…"`)
  if (ask === null) return
  for (;;) {
    const said = await ask('Purge production? [y/n] ', withdrawn)
    if (said === null) {
      // The line of the question is still open.
      if (withdrawn.aborted)
        print('\nThe question is closed: somebody has answered it elsewhere, or its time is over.')
      return
    }
    const token = cloud.parameters.get(approvalName(laptop.name, run)) ?? ''
    if (/^y(es)?$/i.test(said.trim())) return cloud.answer(token, { by })
    if (/^no?$/i.test(said.trim()))
      return cloud.answer(token, { error: 'NotApproved', cause: `Rejected by ${by}.` })
  }
}

/** What would be deleted of each table, and how the rehearsal went. */
async function question(folder: string): Promise<string[]> {
  const part = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, 'production', `${name}.json`), 'utf8'))
  const { databases } = measuredSchema.parse(await part('measure-production'))
  const verified = verifiedSchema.parse(await part('verify-clone'))
  const checks = verified.databases.flatMap((one) => one.checks)
  const passed = checks.filter((one) => one.passed).length
  return [
    ...shares(databases),
    `The rehearsal passed ${passed} of ${quantity(checks.length, 'check')}.`,
  ]
}

function shares(databases: Measured['databases']): string[] {
  const rows = askedTables({ databases }, undefined)
  const sum = (of: 'rows' | 'dead') => rows.reduce((total, one) => total + one[of], 0)
  const line = (name: string, all: number, dead: number) =>
    [name, all, dead, shareOf(dead, all)] as const
  return textTable(
    ['table of production', 'rows', 'dead', 'share'],
    [
      ...rows
        .sort((one, other) => other.dead - one.dead)
        .map((one) => line(one.table, one.rows, one.dead)),
      line(quantity(rows.length, 'table'), sum('rows'), sum('dead')),
    ],
  )
}
