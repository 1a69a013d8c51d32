import { controlSchema, type Control } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { Clock } from './database.ts'

/** ms for which a reading holds, and for which an answer is waited for. */
const holds = 1000
const patience = 2000

/**
 * To be asked before each step: answers the environment's control parameter while it can be read and does not say stop.
 * Whatever else it says, and silence, stops the purge.
 * @param read the parameter's value, within so many ms.
 * @throws NamedError PurgeStopped
 */
export function controlReader(
  name: string,
  read: (name: string, milliseconds: number) => Promise<string>,
  clock: Pick<Clock, 'now'>,
): () => Promise<Control> {
  let last: { readonly at: number; readonly control: Control } | null = null
  return async () => {
    const now = clock.now()
    if (last !== null && now - last.at < holds) return last.control
    const control = controlOf(
      await read(name, patience).catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      ),
    )
    if (typeof control === 'string')
      throw new NamedError(
        'PurgeStopped',
        `The switch ${name} ${control}. The purge of production stopped before its next batch: what it deleted stays deleted, is on record and in the report, and nothing else was touched. To go on: aws ssm put-parameter --name ${name} --overwrite --value '{"stop": false}', then start the execution again with {"mode": "purge"}; it deletes what is left.`,
      )
    last = { at: now, control }
    return control
  }
}

/** The control, or what is wrong with it. */
function controlOf(reading: string | Error): Control | string {
  if (reading instanceof Error)
    return `could not be read within ${patience / 1000} s (${reading.name}: ${reading.message}), and no reading means pause`
  const control = controlSchema.safeParse(parsed(reading))
  if (!control.success)
    return `holds ${JSON.stringify(reading.slice(0, 200))}, expected {"stop": true} or {"stop": false}, and beside it "pause", "productionShare", "stepMilliseconds" and "levels" if any; what can not be read stops as well`
  return control.data.stop ? 'says {"stop": true}' : control.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
