import { z } from 'zod'
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
  archives:
    'archives of ended runs that are not gathered into volumes, if their purge was verified',
  overdue: 'clones older than any run lasts',
  protected: 'clones that cannot be deleted: their deletion protection is on',
}

/** What ended runs have left; with apply, after asking, it is deleted. */
export async function sweep(
  terminal: Terminal,
  name: string | undefined,
  { apply, yes, json }: Options,
): Promise<number> {
  const nobody = apply === true ? nobodyToAsk(terminal, yes) : null
  if (nobody !== null) return nobody
  const environment = await findDeployed(name)
  const found = await swept(terminal, environment.sweep, { dryRun: true })
  const toDelete = found.clones.length + found.snapshots.length + found.copies.length
  const toDo = toDelete + found.archives.length
  if (json !== true) printSwept(terminal, found)
  else if (apply !== true || toDo === 0) terminal.print(JSON.stringify(found, null, 2))
  if (apply !== true || toDo === 0) {
    if (toDo > 0) terminal.say('Nothing was deleted. To delete what may go, add --apply.')
    return exitCodes.done
  }
  const refused = await notConfirmed(terminal, `Delete what a sweep finds (${toDelete} now)?`, yes)
  if (refused !== null) return refused
  const gone = await swept(terminal, environment.sweep, {})
  if (json === true) terminal.print(JSON.stringify(gone, null, 2))
  else terminal.print('Deleted.')
  return exitCodes.done
}

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
