import { controlSchema, type Control } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { Clock } from '../engines/database.ts'

/**
 * ms for which a value is valid, of one read's timeout, between two attempts, and of silence that
 * ends a purge.
 */
const holds = 1000
const patience = 2000
const between = 2000
const longestSilence = 60_000

/**
 * Called before each range: returns the environment's control parameter if it can be read and does
 * not say stop. While there is no answer, the purge waits and retries. Any other value stops the
 * purge, and so does a minute of silence: a purge that cannot be stopped must not run.
 * @param read reads the parameter's value within the given ms.
 * @throws NamedError PurgeStopped
 */
export function controlReader(
  name: string,
  read: (name: string, milliseconds: number) => Promise<string>,
  clock: Pick<Clock, 'now' | 'sleep'>,
): () => Promise<Control> {
  const heard = () =>
    read(name, patience).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    )
  let last: { readonly at: number; readonly control: Control } | null = null
  return async () => {
    const asked = clock.now()
    if (last !== null && asked - last.at < holds) return last.control
    let now = asked
    let text = await heard()
    while (text instanceof Error && clock.now() - asked + between < longestSilence) {
      await clock.sleep(between)
      now = clock.now()
      text = await heard()
    }
    const control = controlOf(text)
    if (typeof control === 'string')
      throw new NamedError(
        'PurgeStopped',
        `The switch ${name} ${control}. The purge of production stopped before its next ` +
          'batch: committed deletes are kept, on record and in the report, and nothing else ' +
          `was touched. To continue: aws ssm put-parameter --name ${name} --overwrite --value ` +
          `'{"stop": false}', then start the execution again with {"mode": "purge"}; it ` +
          'deletes the remaining rows.',
      )
    last = { at: now, control }
    return control
  }
}

/** The control, or its error. */
function controlOf(text: string | Error): Control | string {
  if (text instanceof Error)
    return (
      `could not be read for ${longestSilence / 1000} s (${text.name}: ${text.message}), and a ` +
      'purge that cannot be stopped must not run'
    )
  const control = controlSchema.safeParse(parsed(text))
  if (!control.success)
    return (
      `holds ${JSON.stringify(text.slice(0, 200))}, expected {"stop": true} or {"stop": ` +
      'false}, with optional "pause", "productionShare", "batchMilliseconds" and "levels"; an ' +
      'invalid value also stops the purge'
    )
  return control.data.stop ? 'says {"stop": true}' : control.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
