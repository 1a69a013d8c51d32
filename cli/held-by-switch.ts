import { controlAt, controlSchema } from '../functions/contract/control.ts'
import { readControl } from './aws/parameters.ts'
import type { Deployed } from './deployed.ts'

/** What keeps a run from working on production as the switch is now; null if nothing does. */
export async function heldBySwitch({ control }: Deployed): Promise<string | null> {
  const found = controlSchema.safeParse(await readControl(control))
  if (!found.success)
    return (
      'The switch has no valid value, so this run ends where it would read production, unless ' +
      'it is repaired before: drydock resume --reset'
    )
  const { stop, pause } = controlAt(found.data, Date.now())
  if (stop)
    return (
      'The switch says stop: this run ends where it would read production, unless it is taken ' +
      'back before: drydock resume'
    )
  return pause
    ? 'The switch says pause: this run will pause where it reads production, until drydock resume.'
    : null
}
