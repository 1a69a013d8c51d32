import { z } from 'zod'
import { quantity } from '../../functions/contract/quantity.ts'
import { nobodyToAsk, notConfirmed } from '../confirm.ts'
import { findDeployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { executionName, runExecution } from '../wait-for.ts'

interface Options {
  readonly apply?: true
  readonly yes?: true
  readonly json?: true
}
const names = z.array(z.string())
const sweptSchema = z.object({
  clones: names,
  snapshots: names,
  copies: names,
  /** A sweep of an earlier version knows none. */
  archives: z
    .array(z.object({ runId: z.string(), source: z.string() }))
    .default([])
    .transform((all) => all.map(({ runId, source }) => `${runId} of ${source}`)),
  overdue: names,
  protected: names,
})
type Swept = z.infer<typeof sweptSchema>

const words: Readonly<Record<keyof Swept, string>> = {
  clones: 'clones of ended runs',
  snapshots: 'snapshots beyond keepFailedSnapshots',
  copies: "copies of snapshots in the clones' account",
  archives: 'archives of ended runs with files to gather into volumes, if their purge was verified',
  overdue: 'clones older than any run lasts',
  protected: 'clones that cannot be deleted: their deletion protection is on',
}

/** What ended runs have left; with apply, after asking, it is deleted, or gathered. */
export async function sweep(
  terminal: Terminal,
  name: string | undefined,
  { apply, yes, json }: Options,
): Promise<number> {
  const nobody = apply === true ? nobodyToAsk(terminal, yes) : null
  if (nobody !== null) return nobody
  const environment = await findDeployed(name)
  const found = await swept(terminal, environment.sweep, { dryRun: true })
  const toDo = workOf(found)
  if (json !== true) printSwept(terminal, found)
  else if (apply !== true || toDo === null) terminal.print(JSON.stringify(found, null, 2))
  if (apply !== true || toDo === null) {
    if (toDo !== null) terminal.say(`Nothing was changed. To ${toDo}, add --apply.`)
    return exitCodes.done
  }
  const order = toDo.replace(/^./, (first) => first.toUpperCase())
  const refused = await notConfirmed(terminal, `${order}, and what else is left by then?`, yes)
  if (refused !== null) return refused
  const gone = await swept(terminal, environment.sweep, {})
  if (json === true) terminal.print(JSON.stringify(gone, null, 2))
  // The last call of a sweep does not list what an earlier one has deleted.
  else terminal.print(`The sweep has ended. It was to ${workOf(found, gone) ?? toDo}.`)
  return exitCodes.done
}

const deleted = {
  clones: ['clone', 'clones'],
  snapshots: ['snapshot', 'snapshots'],
  copies: ['copy of a snapshot', 'copies of snapshots'],
} as const

/** What sweeps do with all that they have found, as an order; null if that is nothing. */
function workOf(...sweeps: readonly Swept[]): string | null {
  const count = (kind: keyof Swept) => new Set(sweeps.flatMap((found) => found[kind])).size
  const goes = (Object.keys(deleted) as (keyof typeof deleted)[])
    .filter((kind) => count(kind) > 0)
    .map((kind) => {
      const [one, many] = deleted[kind]
      return quantity(count(kind), one, many)
    })
  const archives = quantity(count('archives'), 'archive')
  const orders = [
    ...(goes.length > 0 ? [`delete ${listed(goes)}`] : []),
    ...(count('archives') > 0 ? [`gather the files of ${archives} into volumes`] : []),
  ]
  return orders.length === 0 ? null : orders.join(' and ')
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

async function swept(terminal: Terminal, machine: string, input: object): Promise<Swept> {
  const name = executionName('dryRun' in input ? 'look' : 'sweep')
  const { output } = await runExecution(terminal, machine, name, input)
  return sweptSchema.parse(JSON.parse(output ?? '{}'))
}

function printSwept(terminal: Terminal, found: Swept): void {
  const kinds = (Object.keys(words) as (keyof Swept)[]).filter((kind) => found[kind].length > 0)
  if (kinds.length === 0) terminal.print('Ended runs have left nothing.')
  for (const kind of kinds) {
    terminal.print(`${words[kind]}:`)
    for (const id of found[kind]) terminal.print(`  ${id}`)
  }
}
