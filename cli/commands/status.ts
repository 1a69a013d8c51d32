import { allDeployed, findDeployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { printStatus } from '../print-status.ts'
import { wholeStatusOf, type WholeStatus } from '../status-of.ts'
import type { Terminal } from '../terminal.ts'
import { watch } from '../watch.ts'

interface Options {
  readonly json?: true
  readonly watch?: true
  readonly runs: number
}

/** Environments, the last runs, and how far a run is that is under way. */
export async function status(
  terminal: Terminal,
  name: string | undefined,
  { json, watch: again, runs }: Options,
): Promise<number> {
  const environments = name === undefined ? await allDeployed() : [await findDeployed(name)]
  if (environments.length === 0) await findDeployed(undefined)
  const look = async () => {
    const all: WholeStatus[] = []
    for (const environment of environments) all.push(await wholeStatusOf(environment, runs))
    return all
  }
  if (again === true) return watch(terminal, look)
  const all = await look()
  if (json === true) terminal.print(JSON.stringify(all, null, 2))
  else for (const one of all) printStatus(terminal, one)
  return exitCodes.done
}
