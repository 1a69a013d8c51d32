import { clonesNow, shownAge, shownCost } from '../clones-now.ts'
import { findDeployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { here } from '../place.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'

/** The clones that exist: of which run, how old, what they have cost, whether their run goes on. */
export async function clones(
  terminal: Terminal,
  name: string | undefined,
  { json }: { readonly json?: true },
): Promise<number> {
  const environment = await findDeployed(name)
  const all = await clonesNow(environment)
  if (json === true) {
    terminal.print(JSON.stringify(all, null, 2))
    return exitCodes.done
  }
  if (all.length === 0) {
    terminal.print(`No clone exists ${here()}.`)
    return exitCodes.done
  }
  printTable(
    terminal,
    ['clone', 'status', 'age', 'cost so far', 'its run'],
    all.map((one) => [
      one.id,
      one.status,
      shownAge(one),
      shownCost(one),
      `${one.run} (${one.runStatus})`,
    ]),
  )
  if (all.some(({ runStatus }) => runStatus !== 'RUNNING'))
    terminal.print('Of a run that has ended, the sweep deletes it: drydock sweep --apply')
  for (const { id } of all.filter(({ isProtected }) => isProtected))
    terminal.print(`${id}: its deletion protection is on (docs/runbook.md, CloneProtected)`)
  return exitCodes.done
}
