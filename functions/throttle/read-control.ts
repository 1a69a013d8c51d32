import { controlAt, controlName, controlSchema, type Control } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run } from '../contract/steps.ts'
import type { Clock } from '../engines/database.ts'

/**
 * ms for which a value is valid, of one read's timeout, between two attempts, and of silence that
 * ends a purge.
 */
const holds = 1000
const patience = 2000
const between = 2000
const longestSilence = 60_000

const stopped =
  'The purge of production stopped before its next batch: committed deletes are kept, on record ' +
  'and in the report, and nothing else was touched.'

/**
 * Called before each range: returns the environment's control parameter if it can be read and
 * neither says stop nor cancels this run. While there is no answer, the purge waits and retries.
 * Any other value stops the purge, and so does a minute of silence: a purge that cannot be stopped
 * must not run.
 * @param read reads the parameter's value within the given ms.
 * @param date epoch ms, by which pause, pace and levels expire.
 * @throws NamedError PurgeStopped, Cancelled
 */
export function controlReader(
  run: Pick<Run, 'environment' | 'runId'>,
  read: (name: string, milliseconds: number) => Promise<string>,
  clock: Pick<Clock, 'now' | 'sleep'>,
  date: () => number,
): () => Promise<Control> {
  const heard = () =>
    read(controlName(run.environment), patience).catch((error: unknown) =>
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
    const control = controlAt(controlOf(text, run), date())
    last = { at: now, control }
    return control
  }
}

/** @throws NamedError PurgeStopped, Cancelled */
function controlOf(
  text: string | Error,
  { environment, runId }: Pick<Run, 'environment' | 'runId'>,
): Control {
  const stop = (found: string, next: string) =>
    new NamedError(
      'PurgeStopped',
      `The switch ${controlName(environment)} ${found}. ${stopped} To continue: ${next}, then ` +
        'start another run; it deletes the remaining rows.',
    )
  if (text instanceof Error)
    throw stop(
      `could not be read for ${longestSilence / 1000} s (${text.name}: ${text.message}), and a ` +
        'purge that cannot be stopped must not run',
      'restore the way to SSM',
    )
  const control = controlSchema.safeParse(parsed(text))
  if (!control.success)
    throw stop(
      `holds ${JSON.stringify(text.slice(0, 200))}, expected {"stop": true} or {"stop": ` +
        'false}, with optional "pause", "productionShare", "batchMilliseconds", "levels", ' +
        '"until" and "cancel"; an invalid value also stops the purge',
      `npx drydock resume ${environment} --reset`,
    )
  const { stop: isStopped, cancel } = control.data
  if (cancel?.run === runId)
    throw new NamedError(
      'Cancelled',
      `The run ${runId} was cancelled by ${cancel.by} (drydock cancel). ${stopped} The next run ` +
        'deletes the remaining rows.',
    )
  if (isStopped) throw stop('says {"stop": true}', `npx drydock resume ${environment}`)
  return control.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
