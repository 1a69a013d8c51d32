import {
  levelsOf,
  metricKinds,
  metricNames,
  type Levels,
  type OwnLevels,
} from '../../functions/contract/throttle.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { didYouMean } from '../../functions/contract/nearest.ts'
import { findDeployed, settingsOf } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { beforeChange } from '../held-until.ts'
import { changeControl, currentControl } from '../switch.ts'
import { printTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly environment?: string
  readonly json?: true
  readonly reset?: true
  readonly keep?: true
}
const kinds = ['slow', 'pause', 'abort'] as const

/** Shows the levels in force, or changes some: `cpu.pause=60`, `replica-lag=off`. */
export async function levels(
  terminal: Terminal,
  changes: readonly string[],
  { environment: name, json, reset, keep }: Options,
): Promise<number> {
  const environment = await findDeployed(name)
  const { throttle } = await settingsOf(environment)
  const isChange = changes.length > 0 || reset === true
  // Last, so that little time is left for another's change, which this one would undo.
  const now = await currentControl(environment)
  const lasting = isChange ? await beforeChange(environment, now, keep === true) : null
  const old = lasting?.old ?? now
  let own: OwnLevels = reset === true ? {} : old.levels
  for (const one of changes) own = withChange(own, levelsOf(throttle.levels, own), one)
  if (lasting !== null) {
    await changeControl(terminal, environment, now, { ...old, levels: own })
    terminal.say(lasting.lasts)
  }
  const inForce = levelsOf(throttle.levels, own)
  if (json === true) terminal.print(JSON.stringify(inForce, null, 2))
  else
    printTable(
      terminal,
      ['metric', 'worse when', ...kinds, 'unit'],
      metricNames
        .filter((metric) => metric in inForce)
        .map((metric) => [
          metric,
          metricKinds[metric].worse,
          ...kinds.map((kind) => inForce[metric]?.[kind] ?? null),
          metricKinds[metric].unit,
        ]),
    )
  return exitCodes.done
}

/**
 * The whole level of the metric is written: a part of it would be judged beside the defaults, not
 * beside the environment's own.
 * @throws NamedError InvalidInput
 */
function withChange(own: OwnLevels, inForce: Levels, text: string): OwnLevels {
  const [, metric = '', kind, value = ''] = /^([a-z-]+)(?:\.([a-z]+))?=(.+)$/.exec(text) ?? []
  const found = metricNames.find((one) => one === metric)
  if (found === undefined)
    throw invalid(
      text,
      (metric === '' ? '' : didYouMean(metric, metricNames)) || '.',
      `The metrics: ${metricNames.join(', ')}`,
    )
  if (kind === undefined && value === 'off') return { ...own, [found]: 'off' }
  const known = kinds.find((one) => one === kind)
  if (known === undefined || value.trim() === '' || !Number.isFinite(Number(value)))
    throw invalid(
      text,
      '.',
      `Expected ${metric}=off, or ${metric}.slow, .pause or .abort with a number`,
    )
  return { ...own, [found]: { ...inForce[found], [known]: Number(value) } }
}

const invalid = (text: string, hint: string, expected: string): NamedError =>
  new NamedError(
    'InvalidInput',
    `found "${text}", expected METRIC.KIND=NUMBER such as cpu.pause=60, or METRIC=off${hint} ` +
      `${expected}. Nothing was changed.`,
  )
