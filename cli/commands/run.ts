import type { z } from 'zod'
import type { Mode } from '../../functions/contract/environment.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { didYouMean } from '../../functions/contract/nearest.ts'
import type { runInputSchema } from '../../functions/contract/steps.ts'
import { rules as catalogue } from '../../functions/rules/rules.ts'
import { isRunning, listExecutions, startExecution } from '../aws/executions.ts'
import { notConfirmed } from '../confirm.ts'
import { findDeployed, settingsOf, type Deployed } from '../deployed.ts'
import { readReport } from '../evidence.ts'
import { exitCodes } from '../exit-codes.ts'
import { followRun } from '../follow.ts'
import { heldBySwitch } from '../held-by-switch.ts'
import { findRun } from '../runs.ts'
import { shownControl } from '../shown-control.ts'
import { currentControl } from '../switch.ts'
import type { Terminal } from '../terminal.ts'
import { executionName } from '../wait-for.ts'
import { show } from './show.ts'

interface Options {
  readonly mode?: Mode
  readonly rule?: readonly string[]
  readonly confirmBlastRadius?: true
  readonly name?: string
  readonly follow: boolean
  readonly yes?: true
}

/** Starts a run and follows it to its end; 1 if it does not succeed. */
export async function startRun(
  terminal: Terminal,
  name: string | undefined,
  options: Options,
): Promise<number> {
  const input: z.input<typeof runInputSchema> = {
    ...(options.mode !== undefined && { mode: options.mode }),
    ...(options.rule !== undefined && { rules: onlyRules(options.rule) }),
    ...(options.confirmBlastRadius === true && { confirmBlastRadius: true }),
  }
  const environment = await findDeployed(name)
  const settings = await settingsOf(environment)
  const mode = options.mode ?? settings.mode
  if (mode === 'purge' && !settings.allowProductionPurge)
    throw new NamedError(
      'ProductionNotAllowed',
      `The environment ${environment.name} does not have "allowProductionPurge": true, so no run ` +
        'may purge it. Nothing was started. Rehearse with --mode rehearse, or allow the purge ' +
        'and deploy.',
    )
  const held = await heldBySwitch(environment)
  if (mode === 'purge') {
    await refuseSecond(environment)
    const control = await currentControl(environment)
    if (shownControl(control) !== 'go') terminal.say(`The switch: ${shownControl(control)}`)
    if (held !== null) terminal.say(held)
    const asked = settings.approval === undefined ? 'no approval is asked for' : 'after approval'
    const refused = await notConfirmed(
      terminal,
      `Rehearse, and then purge production of ${environment.name} (${asked})?`,
      options.yes,
    )
    if (refused !== null) return refused
  }
  const started = options.name ?? executionName(mode)
  await startExecution(environment.runs, started, input)
  terminal.say(`Started ${started}, mode ${mode}.`)
  // A purge has said so at its question.
  if (held !== null && mode !== 'purge') terminal.say(held)
  if (!options.follow) {
    terminal.print(started)
    return exitCodes.done
  }
  return follow(terminal, started, { environment: environment.name })
}

/** Follows a run to its end, and shows what came of it; 1 if it does not succeed. */
export async function follow(
  terminal: Terminal,
  run: string,
  options: { readonly environment?: string },
): Promise<number> {
  const environment = await findDeployed(options.environment)
  const execution = await findRun(environment, run)
  const { name } = execution
  terminal.say(
    isRunning(execution)
      ? 'Ctrl-C ends only this display; the run goes on.'
      : `The run ${name} has ended. This is what came of it.`,
  )
  const { status } = await followRun(terminal, environment, name)
  await show(terminal, name, { environment: environment.name })
  if (status !== 'SUCCEEDED') return exitCodes.failed
  if ((await readReport(environment, name)) !== null)
    terminal.say(`The report: drydock report ${name} --open`)
  return exitCodes.done
}

/**
 * Two purges would stand in each other's way on production: the second would end after a paid
 * rehearsal.
 * @throws NamedError PurgeRunning
 */
async function refuseSecond({ runs }: Deployed): Promise<void> {
  const [other] = await listExecutions(runs, 1, 'RUNNING')
  if (other === undefined) return
  throw new NamedError(
    'PurgeRunning',
    `The run ${other.name} is under way. Nothing was started. Wait for its end (drydock ` +
      `status), or end it: drydock cancel ${other.name}`,
  )
}

/** Settings that switch off all other rules. @throws NamedError InvalidInput */
function onlyRules(wanted: readonly string[]): Record<string, { enabled: boolean }> {
  const names = catalogue.map((one) => one.name)
  for (const one of wanted)
    if (!names.includes(one))
      throw new NamedError(
        'InvalidInput',
        `There is no rule "${one}"${didYouMean(one, names) || '.'} docs/rules.md lists them: ` +
          `${names.join(', ')}. Nothing was started.`,
      )
  return Object.fromEntries(names.map((one) => [one, { enabled: wanted.includes(one) }]))
}
