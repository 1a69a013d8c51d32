import { z } from 'zod'
import { controlAt, controlSchema } from '../../functions/contract/control.ts'
import { readControl } from '../aws/parameters.ts'
import { shownControl } from '../shown-control.ts'
import { fault, findingsOf, ok, warning, type Finding } from './finding.ts'
import type { Scene } from './scene.ts'

/** The switch, and whether it keeps a purge from going on. */
export const control = ({ environment }: Scene): Promise<readonly Finding[]> =>
  findingsOf('switch', '', async () => {
    const found = controlSchema.safeParse(await readControl(environment.control))
    if (!found.success)
      return fault(
        `${environment.control} has no valid value (${z.prettifyError(found.error)}), so no ` +
          'purge runs.',
        `drydock resume ${environment.name} --reset`,
      )
    const now = controlAt(found.data, Date.now())
    const shown = shownControl(now)
    if (now.stop || now.pause)
      return warning(`It says ${shown}.`, `drydock resume ${environment.name}`)
    return shown === 'go'
      ? ok('It says go.')
      : warning(
          `It says ${shown}${now.until === undefined ? ', which holds for every run' : ''}.`,
          `If that is no longer wanted: drydock resume ${environment.name} --reset`,
        )
  })
