import { controlSchema } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { Clock } from './database.ts'

/** ms for which a reading holds, and for which an answer is waited for. */
const holds = 1000
const patience = 2000

/**
 * To be asked before each batch: goes on while the parameter can be read and says so. Whatever else it says, and silence,
 * stops the purge: no reading means pause.
 * @param read the parameter's value, within so many ms.
 * @throws NamedError PurgeStopped
 */
export function killSwitch(name: string, read: (name: string, milliseconds: number) => Promise<string>, clock: Pick<Clock, 'now'>): () => Promise<void> {
  let readAt = -Infinity
  return async () => {
    const now = clock.now()
    if (now - readAt < holds) return
    const fault = faultOf(await read(name, patience).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))))
    if (fault !== null)
      throw new NamedError('PurgeStopped', `The switch ${name} ${fault}. The purge of production stopped before its next batch: what it deleted stays deleted, is on record and in the report, and nothing else was touched. To go on: aws ssm put-parameter --name ${name} --overwrite --value '{"stop": false}', then start the execution again with {"mode": "purge"}; it deletes what is left.`)
    readAt = now
  }
}

function faultOf(reading: string | Error): string | null {
  if (reading instanceof Error) return `could not be read within ${patience / 1000} s (${reading.name}: ${reading.message}), and no reading means pause`
  const control = controlSchema.safeParse(parsed(reading))
  if (!control.success) return `holds ${JSON.stringify(reading.slice(0, 100))}, expected {"stop": true} or {"stop": false}; what can not be read stops as well`
  return control.data.stop ? 'says {"stop": true}' : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
