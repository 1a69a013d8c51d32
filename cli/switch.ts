import { z } from 'zod'
import {
  controlSchema,
  holdsSettings,
  switchPauses,
  type Control,
} from '../functions/contract/control.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { currentState, listExecutions, type Execution } from './aws/executions.ts'
import { findControl, writeControl, type Found } from './aws/parameters.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { readEvidence } from './evidence.ts'
import { readsSwitch } from './how-to-end.ts'
import { sourceNames } from './live-run.ts'
import { inForce, mergedControl } from './merged-control.ts'
import { shownControl } from './shown-control.ts'
import type { Terminal } from './terminal.ts'

/** The switch as a purge reads it. @throws NamedError InvalidInput if its value is not valid */
export const currentControl = async ({ control }: Deployed): Promise<Control> =>
  valid(control, await findControl(control))

function valid(control: string, { value }: Found): Control {
  const found = controlSchema.safeParse(value)
  if (found.success) return inForce(found.data)
  throw new NamedError(
    'InvalidInput',
    `The switch ${control} has no valid value (${z.prettifyError(found.error)}), so no purge ` +
      'runs. drydock resume --reset writes {"stop": false}.',
  )
}

/**
 * Writes the switch, by the schema that a purge reads it with, and says old and new value. What
 * another person has changed meanwhile stays.
 * @param old the switch as the change began with it; null where it is not valid, and is replaced.
 * @throws NamedError InvalidInput
 */
export async function changeControl(
  terminal: Terminal,
  environment: Deployed,
  old: Control | null,
  next: z.input<typeof controlSchema>,
): Promise<Control> {
  const parsed = controlSchema.transform(lasting).safeParse(next)
  if (!parsed.success)
    throw new NamedError(
      'InvalidInput',
      `The switch takes no such value: ${z.prettifyError(parsed.error)}. Nothing was changed.`,
    )
  const found = await findControl(environment.control)
  const now = old === null ? null : valid(environment.control, found)
  const changed = old === null || now === null ? parsed.data : mergedControl(old, now, parsed.data)
  const version = await writeControl(environment.control, withoutDefaults(changed))
  terminal.print(
    `${environment.name}: ${now === null ? 'no valid value' : shownControl(now)} -> ` +
      shownControl(changed),
  )
  if (version === found.version + 1) return changed
  return withTheirs(terminal, environment, { found, now, changed, version })
}

/** Writes at most to bring others' changes back; more of them in one moment are no accident. */
const most = 10

/**
 * Parameter Store has no write that fails where another has written since, so that a change may
 * have taken the place of another's, even of a stop. That one is brought back beside it; the write
 * that does so may meet a third.
 * @param now what was found, on which others have built as well; null where it was not valid.
 */
async function withTheirs(
  terminal: Terminal,
  { control }: Deployed,
  of: { found: Found; now: Control | null; changed: Control; version: number },
): Promise<Control> {
  let [seen, mine, version] = [of.found.version, of.changed, of.version]
  let said = 'no valid value'
  for (let writes = 0; version !== seen + 1 && writes < most; writes++) {
    const theirs = controlSchema.safeParse((await findControl(control, version - 1)).value)
    if (theirs.success) said = shownControl(theirs.data)
    if (!theirs.success || of.now === null) break
    const merged = mergedControl(of.now, theirs.data, mine)
    // Whoever wrote after the first write may have read it, and stopped again.
    const stop = merged.stop || (writes > 0 && theirs.data.stop)
    const both = stop === merged.stop ? merged : { ...merged, stop }
    if (both === mine) break
    ;[seen, mine] = [version, both]
    version = await writeControl(control, withoutDefaults(both))
  }
  terminal.say(
    `Another changed the switch in the same moment: ${said}. It holds now: ` +
      `${shownControl(valid(control, await findControl(control)))}.`,
  )
  return mine
}

/** Nothing is left that could expire. */
const lasting = ({ until, ...control }: Control): Control =>
  until !== undefined && holdsSettings(control) ? { ...control, until } : control

/** As short as a person would write it. */
const withoutDefaults = ({ pause, levels, until, ...control }: Control) => ({
  ...control,
  ...(pause && { pause }),
  ...(Object.keys(levels).length > 0 && { levels }),
  ...(until !== undefined && { until }),
})

/** The runs that work on production now, which obey the switch. */
export async function runsOnProduction({ runs }: Deployed): Promise<readonly Execution[]> {
  const found: Execution[] = []
  for (const one of await listExecutions(runs, 10, 'RUNNING'))
    if (readsSwitch(await currentState(one.arn))) found.push(one)
  return found
}

/** ms between two looks. */
const between = 2_000

/**
 * Waits until the purge of production shows that it has read the switch: its account was written
 * by a batch after the change, or says that it pauses for it.
 * @returns false if it has not shown it in this time.
 */
export async function seenByPurge(
  environment: Deployed,
  run: Execution,
  { pause }: Control,
  milliseconds: number,
): Promise<boolean> {
  const sources = sourceNames(await settingsOf(environment))
  const look = async () => {
    const found = []
    for (const source of sources)
      found.push(await readEvidence(environment, run.name, source, 'purge-production'))
    return found.filter((one) => one !== null)
  }
  const batches = (accounts: Awaited<ReturnType<typeof look>>) =>
    accounts.flatMap(({ databases }) => databases).reduce((sum, one) => sum + one.batches, 0)
  // The batch in flight may have read the old value, which holds for a second.
  await sleep(between)
  const before = batches(await look())
  for (const ends = Date.now() + milliseconds; ; await sleep(between)) {
    const accounts = await look()
    const pausing = accounts.some(
      ({ done, throttle }) =>
        !done &&
        throttle?.current.what === 'pause' &&
        throttle.current.reasons.includes(switchPauses),
    )
    if (pause ? pausing : batches(accounts) > before && !pausing) return true
    if (Date.now() >= ends) return false
  }
}

const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
